"""The panel of notebook 03: one walk, forward and back, that asks for each number and names a wrong one."""

import functools
import itertools

import numpy as np
import pytest
from panels import every_move, raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.activations import sigmoid
from backprop.sliders.forward_and_back import forward_and_back
from backprop.sliders.parts.typed import compare, read

X, y = datasets.xor()
PATHS = list(itertools.product(range(4), range(4)))
ORDER = ["z1", "a1", "z2", "a2", "J", "da2", "σ′(z2)", "dz2", "dw2", "da1", "σ′(z1)", "dz1", "dw1"]
ORDER += ["the new w2", "the new w1"]


def new_network():
    return NeuralNetwork(2, 4, 1, rng=65, loss="mse")


def new_panel(example=3, unit=3):
    return sliders.stepper(new_network(), X, y, example, unit)


@pytest.fixture
def panel():
    return new_panel()


def type_in(panel, text):
    """Type and send, as a reader does; returns the sentence."""
    panel.answer.value = text
    panel.answer.submitted += 1
    raise_error(panel)
    return panel.view.sentence


def stand_at(panel, name):
    while panel.asked.name != name:
        panel.next.click()
    return panel.asked


def close(number):
    """A number as a careful reader rounds it: four decimals, and four digits."""
    return f"{number:.4f}" if abs(number) > 0.1 else f"{number:.4g}"


def expected(example, unit):
    """The walk's numbers from the package's own gradients and a network that took the step."""
    nn, moved = new_network(), new_network()
    x, target = X[:, [example]], y[:, [example]]
    nn.forward(x)
    gradients = nn.gradients(x, target)
    moved.backward(x, target, 0.5)
    dz1, dz2 = gradients["db1"][unit, 0], gradients["db2"][0, 0]
    a1, a2 = nn.a1[unit, 0], nn.a2[0, 0]
    slopes = a1 * (1 - a1), a2 * (1 - a2)
    forward = [nn.z1[unit, 0], a1, nn.z2[0, 0], a2, nn.loss_value(x, target)]
    back = [dz2 / slopes[1], slopes[1], dz2, gradients["dW2"][0, unit], dz1 / slopes[0], slopes[0], dz1]
    return [*forward, *back, gradients["dW1"][unit, 0], moved.W2[0, unit], moved.W1[unit, 0]]


@pytest.mark.parametrize(("example", "unit"), PATHS)
def test_the_numbers_are_those_of_the_package(example, unit):
    questions = forward_and_back(new_network(), X, y, example, unit, 0.5)
    assert [question.name for question in questions] == ORDER
    np.testing.assert_allclose([f.value for f in questions], expected(example, unit), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(("example", "unit"), PATHS)
def test_on_every_path_right_numbers_pass_and_known_mistakes_are_named(example, unit):
    for question in forward_and_back(new_network(), X, y, example, unit, 0.5):
        judged = functools.partial(compare, right=question.value, mistakes=question.mistakes, hint=question.hint)
        assert judged(close(question.value)) == (True, "")
        for wrong in question.mistakes.values():
            right, says = judged(f"{wrong:.6g}")
            assert not right
            assert wrong == pytest.approx(question.mistakes[says.removesuffix(".")], rel=1e-5), question


def test_a_right_number_is_accepted_and_shown_only_then(panel):
    for question in list(panel.questions):
        assert f"{question.name} {question.value:+.4f}".replace("-", "−") not in panel.view.alt
        assert f"A question mark stands for {question.name}." in panel.view.alt
        assert panel.answer.label == f"Your number for {question.name}"
        assert type_in(panel, close(question.value)).startswith(f"Right: {question.name} = "), question
        assert panel.answer.value == ""
    assert "All 15 numbers are in place." in panel.view.sentence
    assert "question mark" not in panel.view.alt
    for digits in (
        "z1 0.2576",
        "dz2 +0.2910",
        "dw1 +0.1320",
        "new w2 1.7625",
        "the derivative of a1 with respect to z1 0.2459",
        "J 0.5141",
    ):
        assert digits in panel.view.alt


def test_a_wrong_number_is_not_shown_and_its_question_stays(panel):
    question = stand_at(panel, "dz1")
    before = panel.view.alt
    assert type_in(panel, f"{-question.value:.4f}").startswith("The sign is wrong. Backward: number 12 of 15.")
    assert panel.asked is question
    assert panel.view.alt == before


NAMED = [
    ("σ′(z2)", lambda v: v["a2"] * (1 - v["a2"]), "Right"),
    ("σ′(z2)", lambda v: sigmoid.slope(v["a2"]), "slope of a instead of z"),
    ("σ′(z1)", lambda v: v["z1"] * (1 - v["z1"]), "the short form of the slope needs a1"),
    ("dz2", lambda v: v["da2"], "The slope is forgotten"),
    ("dz2", lambda v: v["da2"] * sigmoid.slope(v["a2"]), "slope of a instead of z: σ′(a2)"),
    ("dz1", lambda v: v["da1"] * sigmoid.slope(v["a1"]), "slope of a instead of z: σ′(a1)"),
    ("dz2", lambda v: v["da2"] * v["z2"] * (1 - v["z2"]), "the short form of the slope needs a2"),
    ("dw2", lambda v: v["da2"] * v["a1"], "The slope ② is forgotten"),
    ("dw1", lambda v: v["da1"], "The slope ④ is forgotten"),
    ("dz1", lambda v: v["da1"], "The slope is forgotten"),
    ("dz1", lambda v: -v["dz1"], "The sign is wrong"),
    ("da1", lambda v: v["dz2"] * v["the new w2"], "a gradient belongs to the old weights"),
    ("da1", lambda v: v["dz2"] * v["a1"], "a1 stands where the weight belongs"),
    ("dw2", lambda v: v["da1"], "The weight stands where a1 belongs"),
    ("da2", lambda v: v["a2"], "the 2 of the square is missing"),
    ("the new w2", lambda v: v["the new w2"] + 0.5 * v["dw2"], "the step is not taken"),
    ("the new w2", lambda v: v["the new w2"] + v["dw2"], "The sign is wrong"),
    ("J", lambda v: 0.6, "No. J = (a2 − y)²."),
]


@pytest.mark.parametrize(("name", "answer", "words"), NAMED)
def test_a_mistake_worked_out_apart_from_the_panel_is_named(panel, name, answer, words):
    values = dict(zip(ORDER, expected(3, 3), strict=True))
    stand_at(panel, name)
    assert words in type_in(panel, f"{answer(values):.5g}")


@pytest.mark.parametrize(
    "text", ["0.29", "0.291", "0.29099", "0,291", "+0.291", "1.4341*0.2029", "1.434 * 0.203", "2*0.717·0.203"]
)
def test_a_reasonable_rounding_or_a_product_is_right(panel, text):
    stand_at(panel, "dz2")
    assert type_in(panel, text).startswith("Right: dz2 = 0.2910.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.3", "More digits"),
        ("0.28", "Close"),
        ("0.5", "No. dz2 = da2 · σ′(z2)"),
        ("0", "No. dz2 = da2 · σ′(z2)"),
        ("two", "“two” is no number"),
        ("0.2*", "is no number"),
        ("1/0", "divides by 0"),
        ("9**9**9", "is no number"),
        ("open('x')", "is no number"),
        ("True", "is no number"),
        ("1e999", "is no number"),
        ("(" * 300, "is no number"),
    ],
)
def test_what_else_is_typed_gets_a_sentence_and_the_question_again(panel, text, words):
    stand_at(panel, "dz2")
    sentence = type_in(panel, text)
    assert words in sentence
    assert sentence.endswith("Backward: number 8 of 15. What is dz2, the gradient at z2?")
    assert panel.answer.value == text  # it stays, to be mended


def test_a_rounding_that_a_wrong_number_shares_asks_for_more_digits():
    assert compare("1.1", 1.1235, {"The old weight": 1.1125}, "") == (
        False,
        "More digits, please: rounded like this, a right and a wrong one look alike.",
    )
    assert compare("1.12", 1.1235, {"The old weight": 1.1125}, "")[0]
    assert compare("1.11", 1.1235, {"The old weight": 1.1125}, "") == (False, "The old weight.")


def test_reading():
    assert read("−0.25") == (-0.25, 0.005)
    assert read("7") == (7, 0.5)
    assert read("0.5*(1 - 3)") == (-1, 0)
    assert read("sigmoid(0)") == (0.5, 0)
    assert read("0") == (0, 0)


def test_the_same_wrong_number_can_be_sent_twice_and_an_empty_one_asks_nothing(panel):
    first = type_in(panel, "9")
    assert type_in(panel, "9") == first
    assert type_in(panel, " ") == first


def test_next_and_back_walk_to_both_ends(panel):
    pictures = {panel.view.png}
    for number in range(1, 16):
        assert f"number {number} of 15" in panel.view.sentence
        panel.next.click()
        pictures.add(panel.view.png)
    assert panel.answer.label == "Nothing left to ask"
    end = panel.view.sentence
    panel.next.click()
    type_in(panel, "1")
    assert panel.view.sentence == end or "All 15 numbers are in place" in panel.view.sentence
    for number in range(15, 0, -1):
        panel.back.click()
        assert f"number {number} of 15" in panel.view.sentence
    panel.back.click()
    assert "number 1 of 15" in panel.view.sentence
    assert len(pictures) == 16
    assert panel.error is None


def test_the_end_says_what_the_step_does_to_the_loss(panel):
    for _ in range(15):
        panel.next.click()
    nn = new_network()
    before = nn.loss_value(X[:, [3]], y[:, [3]])
    nn.backward(X[:, [3]], y[:, [3]], 0.5)
    assert f"J goes from {before:.4f} to {nn.loss_value(X[:, [3]], y[:, [3]]):.4f}." in panel.view.sentence
    assert np.array_equal(panel.network.W1, new_network().W1)  # the reader's network is left alone


def test_every_row_and_unit_can_be_chosen_and_starts_anew(panel):
    pictures = set()
    panel.next.click()
    for control, _ in every_move(panel):
        pictures.add(panel.view.png)
        assert control in (panel.row, panel.unit)
        panel.next.click()
    assert len(pictures) == 7  # of 8 moves, one stays where it is
    panel.again.click()
    assert "number 1 of 15" in panel.view.sentence


def test_the_first_question_names_what_is_known(panel):
    assert repr(panel).startswith("Forward: number 1 of 15. w1 is 0.0873, its input 1;")


@pytest.mark.parametrize(
    "network",
    [
        NeuralNetwork(2, 4, 1),
        NeuralNetwork(2, 4, 1, activation="tanh", loss="mse"),
        NeuralNetwork(2, 3, 3, 1, loss="mse"),
    ],
)
def test_a_network_that_it_cannot_walk_is_refused(network):
    with pytest.raises(ValueError, match="network must have 2 sigmoid layers"):
        sliders.stepper(network, X, y)
