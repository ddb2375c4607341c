"""The ways in which the gradient of a two-layer network is got wrong, each with the sentence that names it.

A mistake is one or more equations of `two_layers` written wrongly; what follows from them is then wrong as it
is for a learner. Where several wrong forms are one mistake, they stand together.
"""

from backprop.checks.diagnosis import Mistake
from backprop.exercises.two_layers import BACKWARD_MSE, FORWARD, LAYER_2, sigmoid, slope


def _dz2(*factors):
    """Wrong forms of dz2: each factor(v) stands before the error a2 − y."""
    return [{"dz2": lambda v, factor=factor: factor(v) * (v.a2 - v.y)} for factor in factors]


def _times(dz2, factor):
    return {"dz2": lambda v: factor(v) * dz2(v)}


def _n(v):
    return v.y.shape[1]


def _size(v):
    return v.y.size


def _bias(db):
    return {"db2": lambda v: db(v.dz2), "db1": lambda v: db(v.dz1)}


def factors(dz2):
    """The mistakes of a wrong factor at the output, whichever the loss is."""
    return {
        "sum for mean": Mistake(
            "Too large by the number of examples: is the mean over the examples missing?",
            [_times(dz2, _n)],
        ),
        "mean twice": Mistake(
            "Too small by the number of examples: is the 1/n of the mean in it twice?",
            [_times(dz2, lambda v: 1 / _n(v))],
        ),
        "sign": Mistake("The sign is flipped: is the error a2 - y, not y - a2?", [_times(dz2, lambda v: -1)]),
    }


CROSS_ENTROPY = factors(LAYER_2["dz2"]) | {
    "factor doubled": Mistake(
        "Twice too large: the 2 belongs to the squared error, and this loss is the cross-entropy.",
        [_times(LAYER_2["dz2"], lambda v: 2)],
    ),
    "factor halved": Mistake(
        "Half of what it should be: the cross-entropy has no ½ in it.",
        [_times(LAYER_2["dz2"], lambda v: 0.5)],
    ),
    "mean over outputs": Mistake(
        "Too small by the number of outputs: the loss is the mean over examples but the sum over outputs, "
        "so divide by y.shape[1], not by y.size.",
        _dz2(lambda v: 1 / v.y.size),
    ),
    "four for n": Mistake(
        "It is divided by 4, the number of rows of XOR: here n is another, so divide by y.shape[1].",
        _dz2(lambda v: 1 / 4),
    ),
    "rows for columns": Mistake(
        "It is divided by the number of outputs, the rows of y. Examples are columns: divide by y.shape[1].",
        _dz2(lambda v: 1 / len(v.y)),
    ),
    "gradient of the MSE": Mistake(
        "This is the gradient of the squared error: it has the slope a2 * (1 - a2) in it, which cancels for the "
        "cross-entropy. Look at dz2.",
        _dz2(*(lambda v, c=c, n=n: c * slope(v.a2) / n(v) for c in (1, 2) for n in (_n, _size))),
    ),
    "sigmoid twice at the output": Mistake(
        "The output's delta holds the slope σ′ of a2, which has been through the sigmoid already; for the "
        "cross-entropy dz2 holds no slope at all.",
        _dz2(*(lambda v, c=c: c * slope(sigmoid(v.a2)) / _n(v) for c in (1, 2))),
    ),
}  # fmt: skip

MSE = factors(BACKWARD_MSE["dz2"]) | {
    "factor dropped": Mistake(
        "Half of what it should be: where is the 2 of the square?",
        [_times(BACKWARD_MSE["dz2"], lambda v: 0.5)],
    ),
    "factor doubled": Mistake(
        "Twice too large: is the 2 of the square in it twice?",
        [_times(BACKWARD_MSE["dz2"], lambda v: 2)],
    ),
    "gradient of the cross-entropy": Mistake(
        "This is the gradient of the cross-entropy: the squared error also needs the slope of the sigmoid at "
        "the output. Look at dz2.",
        _dz2(*(lambda v, c=c, n=n: c / n(v) for c in (1, 2) for n in (_n, _size))),
    ),
    "sigmoid twice at the output": Mistake(
        "The slope at the output is σ′ of a2, which has been through the sigmoid already: give it z2.",
        _dz2(lambda v: 2 * slope(sigmoid(v.a2)) / v.y.size),
    ),
    "z(1 - z) at the output": Mistake(
        "The slope at the output is worked out as z2 * (1 - z2): that short form needs the activation a2.",
        _dz2(lambda v: 2 * v.z2 * (1 - v.z2) / v.y.size),
    ),
}

OUTPUT_Z = {
    "z(1 - z) at the output": Mistake(
        "The output's delta holds z2 * (1 - z2); for the cross-entropy dz2 holds no slope at all.",
        _dz2(*(lambda v, c=c: c * v.z2 * (1 - v.z2) / _n(v) for c in (1, 2))),
    ),
}

BIAS = {
    "bias not updated": Mistake(
        "The gradient of the bias is 0: a bias moves too.",
        [_bias(lambda dz: 0 * dz.sum(axis=1, keepdims=True))],
    ),
    "bias averaged twice": Mistake(
        "The bias is averaged twice: dz holds the 1/n already, so sum over the examples, no mean.",
        [_bias(lambda dz: dz.mean(axis=1, keepdims=True))],
    ),
    "bias summed over units": Mistake(
        "The bias is summed over the units too: each unit has its own, so sum along axis 1 only.",
        [_bias(lambda dz: 0 * dz[:, :1] + dz.sum())],
    ),
}

HIDDEN = {
    "hidden slope missing": Mistake(
        "The slope of the hidden sigmoid is missing: da1 is not yet dz1.",
        [{"dz1": lambda v: v.da1}],
    ),
    "half of the hidden slope": Mistake(
        "The slope of the hidden sigmoid is a1 * (1 - a1); one of its two factors is missing.",
        [{"dz1": lambda v: v.da1 * v.a1}, {"dz1": lambda v: v.da1 * (1 - v.a1)}],
    ),
    "sigmoid twice at the hidden layer": Mistake(
        "The hidden slope is σ′ of a1, which has been through the sigmoid already: give it z1, or use the short "
        "form with a1.",
        [{"dz1": lambda v: v.da1 * slope(sigmoid(v.a1))}],
    ),
    "z(1 - z) at the hidden layer": Mistake(
        "The hidden slope is worked out as z1 * (1 - z1): that short form needs the activation a1.",
        [{"dz1": lambda v: v.da1 * v.z1 * (1 - v.z1)}],
    ),
    "hidden sign": Mistake(
        "The sign of the hidden delta is flipped: nothing between dz2 and dz1 brings a minus.",
        [{"dz1": lambda v: -v.da1 * slope(v.a1)}],
    ),
}

_NO_BIAS_1, _NO_BIAS_2 = {"z1": lambda v: v.W1 @ v.X}, {"z2": lambda v: v.W2 @ v.a1}

FORWARD_WRONG = {
    "forward without biases": Mistake(
        "It looks as if the forward pass left out the biases: z is W @ a + b.",
        [_NO_BIAS_1 | _NO_BIAS_2, _NO_BIAS_1, _NO_BIAS_2],
    ),
    "forward without the output's sigmoid": Mistake(
        "It looks as if the forward pass left out the sigmoid of the output: a2 is not z2.",
        [{"a2": lambda v: v.z2}],
    ),
    "forward sigmoid twice": Mistake(
        "It looks as if the forward pass put the output through the sigmoid twice.",
        [{"a2": lambda v: sigmoid(FORWARD["a2"](v))}],
    ),
}

REPORT = {
    "the report's dz2": Mistake(
        "You keep 1/n out of dz2 and put it into dW2 and db2, as the lab report does. Here dz2 is exactly ∂J/∂z2, "
        "and J is a mean: divide there, once.",
        [_dz2(lambda v: 1)[0] | {name: lambda v, name=name: LAYER_2[name](v) / _n(v) for name in ("dW2", "db2")}],
    ),
}  # fmt: skip

EARLY = {
    "W2 updated before the hidden delta": Mistake(
        "W2 is updated before the hidden delta is taken: work out every gradient first, then move the parameters.",
        [{"da1": lambda v: (v.W2 - v.learning_rate * v.dW2).T @ v.dz2}],
    ),
}

STEP = EARLY | {
    "step added": Mistake(
        "The step goes up the slope: subtract learning_rate times the gradient.",
        [_times(LAYER_2["dz2"], lambda v: -1)],
    ),
    "rate left out": Mistake(
        "The learning rate is not in the step.", [_times(LAYER_2["dz2"], lambda v: 1 / v.learning_rate)]
    ),
    "rate twice": Mistake(
        "The learning rate is in the step twice.", [_times(LAYER_2["dz2"], lambda v: v.learning_rate)]
    ),
}

AT_THE_OUTPUT = (
    CROSS_ENTROPY
    | REPORT
    | {name: Mistake(mistake.says, [{"db2": form["db2"]} for form in mistake.forms]) for name, mistake in BIAS.items()}
)
BACKWARD = CROSS_ENTROPY | OUTPUT_Z | BIAS | HIDDEN | FORWARD_WRONG
BACKWARD_OF_MSE = MSE | BIAS | HIDDEN | FORWARD_WRONG
