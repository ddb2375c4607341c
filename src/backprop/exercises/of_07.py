"""The exercises of notebook 07, the learning rate."""

from dataclasses import dataclass

import numpy as np

from backprop.checks.diagnosis import Mistake
from backprop.checks.judge import Choice, Choices, Function, parts_of
from backprop.checks.verdicts import Mistaken, NotYet

_GRID = [mantissa * 10.0**power for power in (-2, -1, 0, 1) for mantissa in (1, 2, 5)] + [100]
_PARAMETERS = ("W1", "b1", "W2", "b2")


@dataclass(frozen=True)
class LargestRate:
    """The largest rate of the panel's grid at which at least half of 100 starts solve XOR in 5,000 epochs."""

    right: float

    def judge(self, answer):
        """What to say of that rate. Raises a Finding for any other."""
        rate = _number(answer)
        if not np.isclose(rate, _GRID).any():
            raise Mistaken(f"{rate:g} is none of the grid's rates: they are 0.01, 0.02, 0.05, 0.1 and so on to 100.")
        steps = int(np.isclose(rate, _GRID).argmax() - np.isclose(self.right, _GRID).argmax())
        if steps < 0:
            raise Mistaken(f"{rate:g} is too small: a larger rate of the grid still learns.")
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
        "slow": "slow: it would still fall, but the epochs run out. Does this curve still fall steadily at its end?",
        "good": "good: it falls almost to 0 and stays there. Does this curve?",
        "oscillating": "oscillating: it jumps up and down to the end. Does this curve?",
        "stuck": "stuck: it lies flat at a high loss. Does this curve?",
    }
    return Choice(title="", right=right, replies=replies | {right: f"{right}."})


def _step_problems():
    rng = np.random.default_rng(7)
    problems = []
    for rate, (n_in, n_hidden, n_out) in zip((0.3, 0.7, 3.0), ((3, 5, 2), (2, 4, 3), (4, 7, 1)), strict=True):
        shapes = dict(zip(_PARAMETERS, ((n_hidden, n_in), (n_hidden, 1), (n_out, n_hidden), (n_out, 1)), strict=True))
        parameters = {name: rng.standard_normal(shape) for name, shape in shapes.items()}
        gradients = {f"d{name}": rng.standard_normal(shape) for name, shape in shapes.items()}
        problems.append({"parameters": parameters, "gradients": gradients, "learning_rate": rate})
    return problems


def _moved(factor):
    """The new parameters, with factor(v) before the gradient."""
    return {name: lambda v, name=name: v.parameters[name] + factor(v) * v.gradients[f"d{name}"] for name in _PARAMETERS}


def _alone(sign):
    """The step without the parameter that it belongs to."""
    return {name: lambda v, name=name: sign * v.learning_rate * v.gradients[f"d{name}"] for name in _PARAMETERS}


def _biases(move):
    """The new biases, where `move` makes of a bias gradient what is multiplied by the rate."""
    return {
        name: lambda v, name=name: v.parameters[name] - v.learning_rate * move(v.gradients[f"d{name}"])
        for name in ("b1", "b2")
    }


_STEP_MISTAKES = {
    "sign": Mistake("This step goes up the slope: subtract.", [_moved(lambda v: v.learning_rate)]),
    "rate left out": Mistake("The learning rate is not in the step.", [_moved(lambda v: -1)]),
    "rate divides": Mistake("The step divides by the rate: multiply.", [_moved(lambda v: -1 / v.learning_rate)]),
    "gradient left out": Mistake(
        "The step follows the parameter itself, not its gradient.",
        [{name: lambda v, name=name: v.parameters[name] * (1 - v.learning_rate) for name in _PARAMETERS}],
    ),
    "the report's rate": Mistake("The step takes 0.5, whatever learning_rate is.", [_moved(lambda v: -0.5)]),
    "step twice": Mistake("The step is twice too long: is it taken twice?", [_moved(lambda v: -2 * v.learning_rate)]),
    "step halved": Mistake("The step is half as long as it should be.", [_moved(lambda v: -v.learning_rate / 2)]),
    "only the step": Mistake(
        "It returns the step itself: the parameter is missing.",
        [_alone(-1), _alone(1)],
    ),
    "nothing moves": Mistake("No parameter has moved.", [_moved(lambda v: 0)]),
    "bias not updated": Mistake("The biases stay where they were: they move too.", [_biases(lambda db: 0)]),
    "bias averaged twice": Mistake(
        "The biases move by the mean of their gradients over the units: each has its own.",
        [_biases(lambda db: db.mean())],
    ),
    "bias summed over units": Mistake(
        "The biases move by the sum of their gradients over the units: each has its own.",
        [_biases(lambda db: db.sum())],
    ),
}

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
        outputs=_PARAMETERS,
        equations=_moved(lambda v: -v.learning_rate),
        mistakes=_STEP_MISTAKES,
        problems=_step_problems,
    ),
    "7.4": Choice(
        title="published code: a gradient ten times too large",
        right="c",
        replies={
            "a": "The loss falls, but the gradient is not that of the loss it prints: a gradient check finds 9.0e-01.",
            "b": "It learns: a direction that is right but ten times too long still goes down, if the rate is small.",
            "c": "Every step is ten times as long as the rate says, so 0.1 acts as 1 would: the curves are those of "
            "another rate, and a gradient check finds 9.0e-01.",
            "d": "A factor of 10 in the loss alone would only change its axis; here the factor is in the step.",
        },
    ),
}
