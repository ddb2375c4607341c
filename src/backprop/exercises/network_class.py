"""The exercise whose answer is a class: built, run forward, moved by one step, trained for a few, asked to predict."""

import contextlib
import inspect
import io
from dataclasses import dataclass
from functools import partial

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Mistake, Task, diagnose, solve
from backprop.checks.verdicts import Mistaken, NotYet, about, attempt
from backprop.exercises import two_layers, wrong_gradients

_PARAMETERS = ("W1", "b1", "W2", "b2")
_EPOCHS = 3
_TOLERANCE = 1e-4  # a step is the difference of two parameters, which costs digits


def trained(v, epochs=_EPOCHS, stale=False):
    """W1, b1, W2, b2 after gradient descent from those of v; `stale` runs forward once, before the loop."""
    now = dict(vars(v))
    kept = {name: solve(two_layers.FORWARD, now)[name] for name in ("a1", "a2")}
    changes = {name: lambda _, name=name: kept[name] for name in kept} if stale else {}
    for _ in range(epochs):
        values = solve(two_layers.BACKWARD, now, changes)
        now |= {name: now[name] - v.learning_rate * values[f"d{name}"] for name in _PARAMETERS}
    return now


def _end(**options):
    """What training ends with, as an equation."""
    return {"end": lambda v: trained(v, **options)}


_TRAIN = _end() | {name: lambda v, name=name: v.end[name] for name in _PARAMETERS}

_step_mistakes = wrong_gradients.BACKWARD | wrong_gradients.STEP
_train_mistakes = {
    "forward once": Mistake(
        "train runs forward only once, before its loop: every step then uses the first activations.",
        [_end(stale=True)],
    ),
    "one epoch too few": Mistake("train takes one step too few.", [_end(epochs=_EPOCHS - 1)]),
    "one epoch too many": Mistake("train takes one step too many.", [_end(epochs=_EPOCHS + 1)]),
    "one step only": Mistake("train takes one step, whatever epochs is.", [_end(epochs=1)]),
}


@dataclass(frozen=True)
class NetworkClass:
    """Network(n_features, n_hidden, n_outputs, rng) with forward, backward, train and predict, as in the report."""

    title: str

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        _check_class(answer)
        problems = [
            problem | {"learning_rate": rate}
            for problem, rate in zip(two_layers.problems(), (0.7, 0.3, 0.9), strict=True)
        ]
        with contextlib.redirect_stdout(io.StringIO()):  # what train prints belongs to a real run
            for problem in problems:
                with about("__init__: "):
                    _build(answer, problem)
            for name, (move, task) in _parts(problems).items():
                with about(f"{name}: "):
                    said = diagnose([move(_build(answer, problem), problem) for problem in problems], task)
        return f"forward, backward, train and predict agree with the truth. {said}"


def _parts(problems):
    """{method: (what is done with a network, what the outcome is held to)}."""
    values = partial(Task, problems=problems, tolerance=_TOLERANCE)
    forward = values(("a2",), two_layers.FORWARD, wrong_gradients.FORWARD_WRONG)
    return {
        "forward": (partial(_outputs, method="forward"), forward),
        "backward": (_step, values(two_layers.GRADIENTS, two_layers.BACKWARD, _step_mistakes)),
        "train": (_train, values(_PARAMETERS, _TRAIN, _train_mistakes)),
        "predict": (partial(_outputs, method="predict"), forward),
    }


def _outputs(network, problem, method):
    return compare.read(_call(network, method, np.array(problem["X"])), ("a2",))


def _step(network, problem):
    """The gradient that one step of `backward` follows: the way each parameter went, over the learning rate."""
    X, y, rate = np.array(problem["X"]), np.array(problem["y"]), problem["learning_rate"]
    _call(network, "forward", X)
    _call(network, "backward", X, y, rate)
    return {f"d{name}": (problem[name] - _parameter(network, name)) / rate for name in _PARAMETERS}


def _train(network, problem):
    _call(network, "train", np.array(problem["X"]), np.array(problem["y"]), _EPOCHS, problem["learning_rate"])
    end = {name: _parameter(network, name) for name in _PARAMETERS}
    if all(np.array_equal(end[name], problem[name]) for name in _PARAMETERS):
        raise NotYet("No parameter has moved; nothing seems to be written yet.")
    return end


def _call(network, method, *arguments):
    if not callable(getattr(network, method, None)):
        raise NotYet(f"The class has no method {method}.")
    return attempt(getattr(network, method), *arguments)


def _check_class(answer):
    if answer is None or answer is ...:
        raise NotYet("There is no answer here yet.")
    if not isinstance(answer, type):
        raise Mistaken("Hand over the class itself: Network, without brackets behind it.")


def _build(answer, problem):
    """A network of the learner's class, with the problem's parameters in place of its own."""
    sizes = (len(problem["X"]), *problem["W2"].shape[::-1])
    with contextlib.suppress(ValueError, TypeError):  # a class without a readable signature is called without rng
        options = {"rng": np.random.default_rng(1)} if "rng" in inspect.signature(answer).parameters else {}
    network = attempt(answer, *sizes, **options)
    for name in _PARAMETERS:
        _check_start(name, _parameter(network, name), problem[name].shape)
        attempt(setattr, network, name, problem[name].copy())
    return network


def _parameter(network, name):
    value = getattr(network, name, None)
    if value is None:
        raise NotYet(f"The network has no {name}.")
    return compare.numbers(name, value)


def _check_start(name, value, shape):
    if fault := compare.shape_fault(name, [value], [np.zeros(shape)]):
        raise Mistaken(fault)
    if compare.is_whole([value]):
        raise Mistaken(f"{name} starts as whole numbers ({value.dtype}): a step would be cut off. Use dtype=float.")
    if name[0] == "W" and np.ptp(value) == 0:
        raise Mistaken(f"{name} starts with equal numbers: every hidden unit then stays the same. Draw them from rng.")
