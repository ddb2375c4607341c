"""One example through the network, forward and back: the numbers in the order in which they are asked for."""

from types import SimpleNamespace

from backprop.activations import sigmoid
from backprop.pictures.numbers import plain
from backprop.sliders.questions import SIGN, Question, the_sigmoid, the_slope, the_step, through_the_sigmoid


def forward_and_back(network, X, y, example, unit, learning_rate):
    """The Questions on the way of one example, in order: forward, loss, backward, update.

    network        2 layers, sigmoid, one output, loss "mse"
    X, y           (n_features, n_examples), (1, n_examples)
    example, unit  which column of X, which row of W1; the weight of its first input is followed
    """
    v = values_on_the_path(network, X, y, example, unit, learning_rate)
    return [*_forward(v), *_loss(v), *_at_the_output(v), *_at_the_hidden_unit(v), *_update(v)]


def values_on_the_path(network, X, y, example, unit, learning_rate):
    """Every value on the path from W1[unit, 0] to J, as attributes; arguments as for `forward_and_back`."""
    z1 = network.W1 @ X[:, [example]] + network.b1
    z2 = network.W2 @ sigmoid(z1) + network.b2
    v = SimpleNamespace(x=float(X[0, example]), y=float(y[0, example]), rate=learning_rate)
    v.w1, v.w2 = float(network.W1[unit, 0]), float(network.W2[0, unit])
    v.z1, v.z2 = float(z1[unit, 0]), float(z2[0, 0])
    v.a1, v.a2 = float(sigmoid(v.z1)), float(sigmoid(v.z2))
    v.J, v.da2 = (v.a2 - v.y) ** 2, 2 * (v.a2 - v.y)
    v.slope1, v.slope2 = float(sigmoid.slope(v.z1)), float(sigmoid.slope(v.z2))
    v.dz2 = v.da2 * v.slope2
    v.dw2, v.da1 = v.dz2 * v.a1, v.dz2 * v.w2
    v.dz1 = v.da1 * v.slope1
    v.dw1 = v.dz1 * v.x
    v.new_w1, v.new_w2 = v.w1 - v.rate * v.dw1, v.w2 - v.rate * v.dw2
    return v


def _forward(v):
    rest1, rest2 = v.z1 - v.w1 * v.x, v.z2 - v.w2 * v.a1
    return [
        Question(
            "forward", "z1", ("z1",), {"w1": v.w1, "w2": v.w2},
            f"w1 is {plain(v.w1, 4)}, its input {v.x:g}; the other input and the bias contribute {plain(rest1, 4)}. "
            "What is z1?",
            "z1 is w1 times x1, plus the rest.",
            v.z1,
            {SIGN: -v.z1, "The rest is missing: z1 is a sum": v.w1 * v.x, "w1 is to be multiplied by x1": v.w1 + rest1},
        ),
        the_sigmoid(v.z1, v.a1, v.slope1, 1),
        Question(
            "forward", "z2", ("z2",), {},
            f"w2 is {plain(v.w2, 4)}; the other units and the bias contribute {plain(rest2, 4)}. What is z2?",
            "z2 is w2 times a1, plus the rest.",
            v.z2,
            {
                SIGN: -v.z2,
                "That is this unit's share alone: z2 is a sum": v.w2 * v.a1,
                "a1 goes through w2, not z1": v.w2 * v.z1 + rest2,
            },
        ),
        the_sigmoid(v.z2, v.a2, v.slope2, 2),
    ]  # fmt: skip


def _loss(v):
    return [
        Question(
            "loss", "J", ("J",), {},
            f"The target y is {v.y:g}. What is J, the squared error?",
            "J = (a2 − y)².",
            v.J,
            {
                "The square is missing: that is a2 − y": v.a2 - v.y,
                "The square is missing: that is y − a2": v.y - v.a2,
                "The target is left out: that is a2²": v.a2**2,
                "There is no ½ in this J": v.J / 2,
            },
        ),
    ]  # fmt: skip


def _at_the_output(v):
    return [
        Question(
            "backward", "da2", ("J/a2", "da2"), {},
            "Factor ①: what is the derivative of J with respect to a2? It is also da2.",
            "The slope of (a2 − y)² is 2(a2 − y).",
            v.da2,
            {
                f"{SIGN}: it is a2 − y, not y − a2": -v.da2,
                "That is the error itself: the 2 of the square is missing": v.da2 / 2,
                "That is J itself": v.J,
            },
        ),
        the_slope(v.z2, v.a2, v.slope2, 2, "②"),
        through_the_sigmoid(v.da2, v.z2, v.a2, v.dz2, 2),
        _dw2(v),
    ]  # fmt: skip


def _dw2(v):
    return Question(
        "backward", "dw2", ("dw2",), {"z2/w2": v.a1},
        "What is dw2, the gradient of w2? Factor ⑥ is what came in along w2.",
        "dw2 = dz2 · a1: the delta of the output unit times what came in along w2.",
        v.dw2,
        {
            SIGN: -v.dw2,
            "The weight stands where a1 belongs: that is da1": v.dz2 * v.w2,
            "The slope ② is forgotten: that is da2 · a1": v.da2 * v.a1,
            "z1 stands where a1 belongs": v.dz2 * v.z1,
        },
    )  # fmt: skip


def _at_the_hidden_unit(v):
    return [
        Question(
            "backward", "da1", ("da1",), {"z2/a1": v.w2},
            "What is da1, the gradient at a1? Factor ③ is the weight between a1 and z2.",
            "da1 = dz2 · w2: back through the weight that a1 went through.",
            v.da1,
            {
                SIGN: -v.da1,
                "a1 stands where the weight belongs: that is dw2": v.dz2 * v.a1,
                "That is the new w2, after its step: a gradient belongs to the old weights": v.dz2 * v.new_w2,
                "The slope ② is forgotten: that is da2 · w2": v.da2 * v.w2,
            },
        ),
        the_slope(v.z1, v.a1, v.slope1, 1, "④"),
        through_the_sigmoid(v.da1, v.z1, v.a1, v.dz1, 1),
        _dw1(v),
    ]  # fmt: skip


def _dw1(v):
    return Question(
        "backward", "dw1", ("dw1",), {"z1/w1": v.x},
        "What is dw1, the gradient of w1? Factor ⑤ is what came in along w1.",
        "dw1 = dz1 · x1: the delta of the hidden unit times what came in along w1.",
        v.dw1,
        {
            SIGN: -v.dw1,
            "The weight stands where x1 belongs": v.dz1 * v.w1,
            "The input is left out: that is dz1": v.dz1,
            "The slope ④ is forgotten: that is da1 · x1": v.da1 * v.x,
        },
    )  # fmt: skip


def _update(v):
    return [the_step(v.w2, v.dw2, v.new_w2, v.rate, "w2"), the_step(v.w1, v.dw1, v.new_w1, v.rate, "w1")]
