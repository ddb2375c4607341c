"""The exercises of notebook 07, the learning rate."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.judge import Choice, Choices, Function, parts_of
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet
from backprop.exercises.two_layers import PARAMETERS

_GRID = [mantissa * 10.0**power for power in (-2, -1, 0, 1) for mantissa in (1, 2, 5)] + [100]

STEP = Lines(
    """
    new = {}
    for name, value in parameters.items():
        new[name] = value - learning_rate * gradients["d" + name]
    W1, b1, W2, b2 = new.values()
    """
)
_GRADIENT = 'gradients["d" + name]'


def _biases(gradient):
    """The step with something else in the place of a bias's gradient."""
    return f'new[name] = value - learning_rate * ({_GRADIENT} if name[0] == "W" else {gradient})'


WRONG_STEP = {
    "This step goes up the slope: subtract.":
        f"new[name] = value + learning_rate * {_GRADIENT}",
    "The learning rate is not in the step.":
        f"new[name] = value - {_GRADIENT}",
    "The step divides by the rate: multiply instead.":
        f"new[name] = value - {_GRADIENT} / learning_rate",
    "The step follows the parameter itself, not its gradient.":
        "new[name] = value - learning_rate * value",
    "The step takes 0.5, whatever learning_rate is.":
        f"new[name] = value - 0.5 * {_GRADIENT}",
    "The step is twice too long: is it taken twice?":
        f"new[name] = value - 2 * learning_rate * {_GRADIENT}",
    "The step is half as long as it should be.":
        f"new[name] = value - 0.5 * learning_rate * {_GRADIENT}",
    "It returns the step itself: the parameter is missing.":
        [f"new[name] = -learning_rate * {_GRADIENT}", f"new[name] = learning_rate * {_GRADIENT}"],
    "This is the gradient itself: return the parameter after a step, value - learning_rate * gradient.":
        f"new[name] = {_GRADIENT}",
    "No parameter has moved.":
        "new[name] = value",
    "The brackets are in the wrong place: the rate multiplies the parameter too, and shrinks it. It belongs to the "
    "gradient alone.":
        f"new[name] = (value - {_GRADIENT}) * learning_rate",
    "Only the sign of the gradient is used, +1 or -1. Use its size too: where the slope is steep, the step is long.":
        f"new[name] = value - learning_rate * np.sign({_GRADIENT})",
    "The gradient is divided by its own length, so every step has the length of the rate: the step is the rate times "
    "the "
    "gradient as it is.":
        f"new[name] = value - learning_rate * {_GRADIENT} / np.linalg.norm({_GRADIENT})",
    "The absolute value of the gradient is taken. Keep the sign, because it says which way is down.":
        f"new[name] = value - learning_rate * np.abs({_GRADIENT})",
    "The biases stay where they were, but they have to move too.":
        _biases("0"),
    "The biases move by the mean of their gradients over the units, but each bias has its own gradient.":
        _biases(f"{_GRADIENT}.mean()"),
    "The biases move by the sum of their gradients over the units, but each bias has its own gradient.":
        _biases(f"{_GRADIENT}.sum()"),
    "The weights stay where they were, but they have to move too.":
        f'new[name] = value - learning_rate * ({_GRADIENT} if name[0] == "b" else 0)',
}  # fmt: skip


@dataclass(frozen=True)
class LargestRate:
    """The largest rate of the panel's grid at which at least half of 100 starts solve XOR in 5,000 epochs."""

    right: float

    def judge(self, answer):
        """What to say of that rate. Raises a Finding for any other."""
        rate = _number(answer)
        if not np.isclose(rate, _GRID).any():
            raise Mistaken(f"{rate:g} is not one of the grid's rates: they are 0.01, 0.02, 0.05, 0.1 and so on to 100.")
        steps = int(np.isclose(rate, _GRID).argmax() - np.isclose(self.right, _GRID).argmax())
        if steps < 0:
            raise Mistaken(f"{rate:g} is too small: with a larger rate of the grid half of the starts still solve XOR.")
        if steps:
            raise Mistaken(
                f"{rate:g} is too large, {'one step' if steps == 1 else 'more than one step'} of the grid too far."
            )
        return f"{self.right:g}."


@dataclass(frozen=True)
class LargestRates(Choices):
    """The largest rate for each loss; the right two exchanged are named."""

    def judge(self, answer):
        """What to say of right rates. Raises a Finding for any other."""
        answers = parts_of(answer, self.parts)
        rates = [_number(answers[part]) for part in self.parts]
        right = [part.right for part in self.parts.values()]
        if np.allclose(rates, right[::-1]):
            raise Mistaken("The two are exchanged: which loss has a2 * (1 - a2), at most ¼, in its gradient?")
        return super().judge(answer)


def _number(answer):
    if answer is None or answer is ... or (isinstance(answer, str) and not answer.strip()):
        raise NotYet("There is no rate here yet.")
    try:
        rate = float(answer)
    except (TypeError, ValueError):
        raise Mistaken("Give one number, such as 0.5.") from None
    if rate == 0:
        raise NotYet("There is no rate here yet.")
    if not 0 < rate < np.inf:
        raise Mistaken("A learning rate is positive and finite.")
    return rate


def _curve(right):
    replies = {
        "slow": "slow: such a curve is still falling when the epochs run out. Does this one fall steadily at its end?",
        "good": "good: such a curve falls almost to 0 and stays there. Does this one?",
        "oscillating": "oscillating: such a curve jumps up and down to the end. Does this one?",
        "stuck": "stuck: such a curve becomes flat at a high loss. Does this one?",
    }
    return Choice(title="", right=right, replies=replies | {right: f"{right}."})


def _step_problems():
    rng = np.random.default_rng(7)
    problems = []
    for rate, (n_in, n_hidden, n_out) in zip((0.3, 0.7, 3.0), ((3, 5, 2), (2, 4, 3), (4, 7, 1)), strict=True):
        shapes = dict(zip(PARAMETERS, ((n_hidden, n_in), (n_hidden, 1), (n_out, n_hidden), (n_out, 1)), strict=True))
        parameters = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
        gradients = {f"d{name}": rng.standard_normal(shape) for name, shape in shapes.items()}
        problems.append({"parameters": parameters, "gradients": gradients, "learning_rate": rate})
    return problems


EXERCISES = {
    "7.1": LargestRates(
        title="the largest rate that still learns",
        parts={
            "cross-entropy": LargestRate(10),
            "mse": LargestRate(50),
        },
    ),
    "7.2": Choices(
        title="four curves",
        parts={
            part: _curve(right) for part, right in zip("abcd", ("stuck", "good", "slow", "oscillating"), strict=True)
        },
    ),
    "7.3": Function(
        title="one step of gradient descent",
        call="step(parameters, gradients, learning_rate)",
        outputs=PARAMETERS,
        truth=STEP,
        wrong=WRONG_STEP,
        problems=_step_problems,
        stub="""
def step(parameters, gradients, learning_rate):
    new = {}
    for name, value in parameters.items():
        new[name] = np.zeros(value.shape)
    return new
""",
        pure=True,
    ),
    "7.4": Choice(
        title="a gradient ten times too large",
        right="c",
        replies={
            "a": "The loss falls, but the gradient is not that of the loss it prints: a gradient check finds an error "
            "of 9.0e-01.",
            "b": "It learns: a step in the right direction that is ten times too long still lowers the loss, if the "
            "rate is small.",
            "c": "Every step is ten times as long as it should be with this rate, so 0.1 acts as a rate of 1 would, "
            "and a gradient check finds an error of 9.0e-01.",
            "d": "A factor of 10 in the loss alone would only change its axis; here the factor is in the step.",
        },
    ),
}
