"""The exercises of notebook 04, backwards in four lines."""

import contextlib
import inspect
import io
from dataclasses import dataclass
from functools import cached_property, partial
from textwrap import indent

import numpy as np

from backprop.checks import compare
from backprop.checks.diagnosis import Task, diagnose, mistakes
from backprop.checks.handout import is_handed_out
from backprop.checks.judge import NOTHING_YET, Choice, Function
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, about, attempt
from backprop.exercises import two_layers, wrong_gradients
from backprop.exercises.two_layers import PARAMETERS
from backprop.exercises.wrong_gradients import said

_SEVERAL = 3  # epochs; a fault of the pass itself is told after one, where it is still in its own block
_TOLERANCE = 1e-4  # a step is the difference of two parameters, which costs digits

UPDATE = Lines(
    """
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    """
)
ONE_EPOCH = two_layers.BACKWARD + UPDATE


def _in_a_loop(body, before=""):
    """The Lines of a training whose epochs each do `body`; what is `before` is done once."""
    inside = indent(body.text, "    ")
    return Lines(f"{before}\nfor epoch in range(epochs):\n{inside}", **ONE_EPOCH.known)


TRAIN = _in_a_loop(ONE_EPOCH)
_FORWARD_ONCE = _in_a_loop(two_layers.LAYER_2 + two_layers.LAYER_1 + UPDATE, two_layers.FORWARD.text)
_ADDED_UP = _in_a_loop(
    ONE_EPOCH.changed("dW1 = dW1 + dz1 @ X.T; dW2 = dW2 + dz2 @ a1.T").changed(
        "db1 = db1 + dz1.sum(axis=1, keepdims=True); db2 = db2 + dz2.sum(axis=1, keepdims=True)"
    ),
    "dW1, db1, dW2, db2 = 0, 0, 0, 0",
)
WRONG_EPOCH = {
    "train takes one step too many.":
        TRAIN.changed("for epoch in range(epochs): -> for epoch in range(epochs + 1):"),
    "W2 is updated before the hidden delta is taken: work out every gradient first, then move the parameters.":
        "da1 = (W2 - learning_rate * dW2).T @ dz2",
}  # fmt: skip
WRONG_LOOP = {
    "train runs forward only once, before its loop: every step then uses the first activations.":
        _FORWARD_ONCE,
    "The gradients of earlier steps are still there and add up: self.dW1 and the others have to be reset in every "
    "step, so set them to the new gradient, or to 0 first.":
        _ADDED_UP,
    "train takes one step too few.":
        "for epoch in range(epochs): -> for epoch in range(epochs - 1):",
    "train takes one step, whatever epochs is.":
        "for epoch in range(epochs): -> for epoch in range(1):",
}  # fmt: skip
WRONG_PREDICTION = {
    "The output is rounded to 0 and 1, a yes or no: the sigmoid's own value a2 is asked for.":
        ["a2 = (sigmoid(z2) > 0.5) * 1", "a2 = np.round(sigmoid(z2))"],
    "This is 1 - a2, not a2.":
        "a2 = 1 - sigmoid(z2)",
}  # fmt: skip
STUB_OF_THE_CLASS = """
class Network:
    def __init__(self, n_features, n_hidden, n_outputs, rng):
        self.W1, self.b1 = rng.standard_normal((n_hidden, n_features)), np.zeros((n_hidden, 1))
        self.W2, self.b2 = rng.standard_normal((n_outputs, n_hidden)), np.zeros((n_outputs, 1))

    def forward(self, X):
        return np.zeros((len(self.b2), X.shape[1]))

    def backward(self, X, y, learning_rate):
        pass

    def train(self, X, y, epochs, learning_rate):
        pass

    def predict(self, X):
        return self.forward(X)
"""


@dataclass(frozen=True)
class NetworkClass:
    """Network(n_features, n_hidden, n_outputs, rng) with forward, backward, train and predict, as in the report."""

    title: str
    stub: str = STUB_OF_THE_CLASS

    def judge(self, answer):
        """What to say of a right answer. Raises a Finding for any other."""
        _check_class(answer)
        if is_handed_out(answer, self.stub):
            raise NotYet(f"forward: {NOTHING_YET}")
        problems = self.problems()
        with contextlib.redirect_stdout(io.StringIO()):  # what train prints belongs to a real run
            for problem in problems:
                with about("__init__: "):
                    _build(answer, problem)
            for name, (move, task) in self._parts(problems).items():
                with about(f"{name}: "):
                    found = [move(_build(answer, problem), problem) for problem in task.problems]
                    if name != "train" or _has_moved(found, problems):
                        text = diagnose(found, task)
        return f"forward, backward, train and predict agree with the truth. {text}"

    def problems(self):
        """The problems of two_layers, each with a learning rate and one epoch."""
        rates = (0.7, 0.3, 0.9)
        rows = zip(two_layers.problems(), rates, strict=True)
        return [problem | {"learning_rate": rate, "epochs": 1} for problem, rate in rows]

    @cached_property
    def _mistakes(self):
        forward = said(wrong_gradients.FORWARD_WRONG, ("z1", "a1", "z2", "a2")) | WRONG_PREDICTION
        step = said(wrong_gradients.BACKWARD | wrong_gradients.STEP)
        return (
            mistakes(two_layers.FORWARD, forward),
            mistakes(two_layers.BACKWARD, step),
            mistakes(ONE_EPOCH, WRONG_EPOCH),
            mistakes(TRAIN, WRONG_LOOP),
        )

    def _parts(self, problems):
        """{method: (what is done with a network, what the outcome is held to)}; `train` for one epoch and for more."""
        held = partial(Task, problems=problems, tolerance=_TOLERANCE)
        longer = [problem | {"epochs": _SEVERAL} for problem in problems]
        output, step, epoch, loop = self._mistakes
        forward = held(("a2",), two_layers.FORWARD, output)
        return {
            "forward": (partial(_outputs, method="forward"), forward),
            "backward": (_step, held(two_layers.GRADIENTS, two_layers.BACKWARD, step)),
            "train": (_train, held(PARAMETERS, ONE_EPOCH, epoch)),
            f"train, {_SEVERAL} epochs": (_train_on, held(PARAMETERS, TRAIN, loop, problems=longer)),
            "predict": (partial(_outputs, method="predict"), forward),
        }


def _outputs(network, problem, method):
    returned = _call(network, method, np.array(problem["X"]))
    if returned is None:
        raise NotYet("It returns nothing: is the line with `return` still to be written?")
    return compare.read(returned, ("a2",), finite=False)


def _step(network, problem):
    """The gradient that one step of `backward` follows: the way each parameter went, over the learning rate."""
    X, y, rate = np.array(problem["X"]), np.array(problem["y"]), problem["learning_rate"]
    _call(network, "forward", X)
    _call(network, "backward", X, y, rate)
    return {f"d{name}": (problem[name] - _parameter(network, name)) / rate for name in PARAMETERS}


def _train(network, problem):
    """The parameters after the problem's number of epochs."""
    _call(network, "train", np.array(problem["X"]), np.array(problem["y"]), problem["epochs"], problem["learning_rate"])
    return {name: _parameter(network, name) for name in PARAMETERS}


def _train_on(network, problem):
    end = _train(network, problem)
    if not _has_moved([end], [problem]):
        raise NotYet("No parameter has moved; nothing seems to be written yet.")
    return end


def _has_moved(ends, problems):
    """False where every parameter is where it started: of one epoch alone, a loop that stops too early may be why."""
    return any(
        not np.array_equal(end[name], start[name])
        for end, start in zip(ends, problems, strict=True)
        for name in PARAMETERS
    )


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
    options = {}
    with contextlib.suppress(ValueError, TypeError):  # a class without a readable signature is called without rng
        options = {"rng": np.random.default_rng(1)} if "rng" in inspect.signature(answer).parameters else {}
    network = attempt(answer, *sizes, **options)
    for name in PARAMETERS:
        _check_start(name, _parameter(network, name), problem[name].shape)
        _place(network, name, problem[name])
    return network


def _place(network, name, value):
    """Writes a parameter into the network's own array, where a list of them may hold it, and else puts a new one."""
    own = getattr(network, name)
    if isinstance(own, np.ndarray) and own.dtype == float and own.flags.writeable:
        own[...] = value
    if not np.array_equal(getattr(network, name), value):
        attempt(setattr, network, name, value.copy())


def _parameter(network, name):
    value = getattr(network, name, None)
    if value is None:
        raise Mistaken(
            f"The network has no {name}: does __init__ give it the names self.W1, self.b1, self.W2 and self.b2?"
        )
    return compare.numbers(name, value)


def _check_start(name, value, shape):
    if fault := compare.shape_fault(name, [value], [np.zeros(shape)]):
        raise Mistaken(fault)
    if compare.is_whole([value]):
        raise Mistaken(f"{name} starts as whole numbers ({value.dtype}): a step would be cut off. Use dtype=float.")
    if name[0] == "W" and np.ptp(value) == 0:
        raise Mistaken(f"{name} starts with equal numbers: every hidden unit then stays the same. Draw them from rng.")


def _problems_of_layer_2():
    """What is known once the forward pass is done: a1, a2 and y."""
    solved = [two_layers.FORWARD.run(problem) for problem in two_layers.problems()]
    return [{name: values[name] for name in ("a1", "a2", "y")} for values in solved]


EXERCISES = {
    "4.1": Function(
        title="the gradients of layer 2",
        call="output_gradients(a1, a2, y)",
        outputs=("dz2", "dW2", "db2"),
        truth=two_layers.LAYER_2,
        wrong=said(wrong_gradients.AT_THE_OUTPUT, ("dz2", "dW2", "db2")),
        problems=_problems_of_layer_2,
        stub="""
def output_gradients(a1, a2, y):
    dz2 = np.zeros(a2.shape)
    dW2 = np.zeros((len(a2), len(a1)))
    db2 = np.zeros((len(a2), 1))
    return dz2, dW2, db2
""",
    ),
    "4.2": Function(
        title="backward",
        call="backward(X, y, W1, b1, W2, b2)",
        outputs=two_layers.GRADIENTS,
        truth=two_layers.BACKWARD,
        wrong=said(wrong_gradients.BACKWARD),
        problems=two_layers.problems,
        stub="""
def backward(X, y, W1, b1, W2, b2):
    a1 = sigmoid(W1 @ X + b1)
    a2 = sigmoid(W2 @ a1 + b2)
    dW2, db2 = np.zeros(W2.shape), np.zeros(b2.shape)
    dW1, db1 = np.zeros(W1.shape), np.zeros(b1.shape)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
""",
    ),
    "4.3": NetworkClass(title="the class"),
    "4.4": Choice(
        title="published code: a slope that a reader reported",
        right="b",
        replies={
            "a": "That is right for x = z1. But what goes in is a1, which has been through the sigmoid once: "
            "this would apply it twice.",
            "b": "σ′(z1) = a1 (1 − a1), and x is a1. The name is misleading, but the number "
            "is right: a gradient check passes.",
            "c": "XOR is learned because the line is right: a gradient check passes with it.",
            "d": "With some other slopes XOR is still solved, but what they give is not the gradient of the loss.",
        },
    ),
}
