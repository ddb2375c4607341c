"""Values that remember what they were made from: their slopes, their order, and the gradients of a whole network."""

import numpy as np
import pytest

from backprop import NeuralNetwork, checks, datasets, scalar
from backprop.pictures import computational_graph
from backprop.scalar import Value, backward, order


@pytest.mark.parametrize(
    "of",
    [
        lambda u, v: u + v,
        lambda u, v: u * v,
        lambda u, v: u * u * v + u,
        lambda u, v: (u * v).sigmoid() * v,
        lambda u, v: u.sigmoid() * u.sigmoid() + v * v * v,
    ],
)
@pytest.mark.parametrize("place", [(0.7, -1.3), (-2.1, 0.4)])
def test_slopes_are_those_of_differences(of, place):
    u, v = map(Value, place)
    backward(of(u, v))
    theta = np.array(place)
    assert checks.gradient_check(
        {"dtheta": np.array([u.grad, v.grad])}, lambda: of(*map(Value, theta)).data, {"theta": theta}
    )


def test_order_holds_each_value_once_and_after_what_it_was_made_from():
    u = Value(2.0)
    v = u + u
    w = v * v
    end = w + u * v
    found = order(end)
    assert found[-1] is end
    assert len(found) == len(set(found)) == 5
    for value in found:
        assert all(found.index(source) < found.index(value) for source, _ in value.arrows)


def test_a_value_that_fans_out_adds_its_shares_and_with_equals_keeps_one():
    for adds, grad in ((True, 6.0), (False, 3.0)):
        u = Value(3.0)
        backward(u * u, adds)
        assert u.grad == grad


def test_what_is_not_set_back_is_added_to():
    u = Value(3.0)
    for walked in (1, 2, 3):
        backward(u * Value(2.0))
        assert u.grad == 2.0 * walked


@pytest.mark.parametrize("z", [-800.0, -40.0, 0.0, 40.0, 800.0])
def test_the_sigmoid_never_overflows_and_keeps_its_slope(z):
    found = Value(z).sigmoid()
    assert 0 <= found.data <= 1
    assert found.arrows[0][1] == pytest.approx(np.exp(-abs(z)) / (1 + np.exp(-abs(z))) ** 2, rel=1e-12)


@pytest.mark.parametrize("sizes", [(2, 4, 1), (2, 3, 3, 1), (3, 5, 2)])
def test_the_gradients_of_a_network_are_those_of_the_four_lines(sizes):
    rng = np.random.default_rng(1)
    X, y = rng.standard_normal((sizes[0], 5)), rng.integers(0, 2, (sizes[-1], 5))
    nn = NeuralNetwork(*sizes, loss="mse", rng=2)
    by_graph, by_lines = scalar.gradients(nn, X, y), nn.gradients(X, y)
    for name, array in by_lines.items():
        assert by_graph[name].shape == array.shape
        np.testing.assert_allclose(by_graph[name], array, rtol=1e-12, atol=1e-16)


def test_with_equals_the_share_of_the_first_row_alone_is_left_and_half_of_it():
    X, y = datasets.xor()
    nn = NeuralNetwork(2, 4, 1, loss="mse", rng=65)
    first = nn.gradients(X[:, :1], y[:, :1])
    for name, array in scalar.gradients(nn, X, y, adds=False).items():
        np.testing.assert_allclose(array, first[name] / 4 / 2, rtol=1e-12, atol=1e-16)


def test_the_graph_of_one_row_has_the_boxes_that_notebook_10_asks_for():
    X, y = datasets.xor()
    parameters = {name: scalar.values(p) for name, p in NeuralNetwork(2, 4, 1, rng=65).parameters.items()}
    total = scalar.squared_error(parameters, X[:, [2]], y[:, [2]])
    found = order(total.arrows[0][0])  # without the product with 1/n
    given = [value for value in found if not value.arrows]
    learned = [value for array in parameters.values() for value in array.flat]
    assert (len(learned), len(given) - len(learned), len(found) - len(given)) == (17, 3, 31)


def test_a_drawing_reads_values_gradients_and_slopes_off_its_boxes():
    w, x, b, t = map(Value, (-1.5, 2.0, 0.25, -1.0))
    p = w * x
    z = p + b
    a = z.sigmoid()
    e = a + t
    end = e * e
    backward(end)
    boxes = {"w": w, "x": x, "p": p, "b": b, "z": z, "a": a, "t": t, "e": e, "J": end}
    found = computational_graph.from_values(computational_graph.UNIT, boxes)
    for name, value in boxes.items():
        assert (found[name], found[f"d{name}"]) == (value.data, value.grad)
    slopes = {"p/w": 2.0, "p/x": -1.5, "z/b": 1.0, "a/z": a.data * (1 - a.data), "J/e": 2 * e.data}
    assert {key: found[key] for key in slopes} == pytest.approx(slopes)
    assert set(found) == {*boxes, *(f"d{name}" for name in boxes), *computational_graph.UNIT.arrows}


@pytest.mark.parametrize("data", ["a", None, [1, 2], 1j])
def test_a_value_is_one_real_number(data):
    with pytest.raises(TypeError, match="data must be one real number"):
        Value(data)


def test_a_network_of_another_loss_is_refused():
    with pytest.raises(ValueError, match='loss="mse"'):
        scalar.gradients(NeuralNetwork(2, 4, 1, rng=0), *datasets.xor())
