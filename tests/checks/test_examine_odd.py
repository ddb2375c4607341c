"""What is no ordinary network is answered in a sentence that is true and says what to do; and nothing of the reader's changes."""  # noqa: E501

import copy
import io
import sys
import threading
import time
from contextlib import redirect_stdout, suppress

import numpy as np
import pytest
from judged_networks import NETWORKS
from sklearn.neural_network import MLPClassifier

from backprop.checks import examine

SPACE = {"__name__": "a_lab"}
exec((NETWORKS / "06_rows_biases_lr_argument.py").read_text(encoding="utf-8"), SPACE)
Plain = SPACE["NeuralNetwork"]
X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])


def network(kind=Plain):
    numpy = np.random
    numpy.seed(0)
    return kind(2, 3, 1)


def says(network, *words, **options):
    found = examine(network, X, y, **options)
    assert found.verdict == "undecided"
    for word in words:
        assert word in str(found)


def test_a_class_on_xor_takes_less_than_two_seconds():
    begin = time.process_time()
    assert examine(network(), X, y)
    assert time.process_time() - begin < 2


def test_pytorch():
    module = type("Module", (), {"__module__": "torch.nn.modules.module"})
    says(type("Net", (module,), {"forward": lambda self, x: x})(), "PyTorch", "gradcheck")


def test_scikit_learn():
    says(MLPClassifier(), "scikit-learn", "NumPy")


def test_a_generator():
    says((one for one in range(3)), "generator", "step=")


def test_a_class_without_a_forward_pass():
    class Weights:
        def __init__(self):
            self.W = np.ones((2, 1)) * 0.3

        def describe(self):
            return "weights"

    says(Weights(), "no forward pass", "forward=lambda")


class Endless(Plain):
    def train(self, X, y):
        while True:
            self.forward(X)

    def backward(self, X, y, output, learning_rate):
        self.train(X, y)


def test_an_endless_loop():
    says(network(Endless), "did not come to an end", "step=lambda")


class Stubborn(Plain):
    def train(self, X, y):
        while True:
            with suppress(BaseException):
                input("more? ")


def test_an_endless_loop_that_swallows_what_stops_it():
    says(network(Stubborn), "one step of backward is exactly minus the gradient", "but train could not be judged")


def test_an_endless_loop_in_another_thread():
    answers = []
    thread = threading.Thread(target=lambda: answers.append(examine(network(Endless), X, y)))
    thread.start()
    thread.join(10)
    assert answers[0].verdict == "undecided"


@pytest.mark.parametrize("error", [SystemExit, RuntimeError, KeyError])
def test_whatever_is_raised(error):
    class Raising(Plain):
        def train(self, X, y):
            raise error("no")

        backward = train

    says(network(Raising), "train was tried, but it", "step=lambda")


def test_a_step_of_two_calls():
    class Two(Plain):
        train = None

        def backward(self, X, y, output):
            dz2 = (output - y) / len(X)
            dz1 = dz2 @ self.W2.T * self.a1 * (1 - self.a1)
            self.dW2, self.db2 = self.a1.T @ dz2, dz2.sum(axis=0, keepdims=True)
            self.dW1, self.db1 = X.T @ dz1, dz1.sum(axis=0, keepdims=True)

        def update(self, learning_rate):
            for name in ("W1", "b1", "W2", "b2"):
                setattr(self, name, getattr(self, name) - learning_rate * getattr(self, f"d{name}"))

    found = examine(network(Two), X, y)
    assert found, found
    assert "backward, then update" in str(found)


@pytest.mark.parametrize("body", ["raise NotImplementedError", "pass", "self.W1 = self.W1 * 0.9"])
def test_a_right_backward_does_not_make_a_training_right(body):
    space = {"Plain": Plain}
    exec(f"class Broken(Plain):\n    def train(self, *_):\n        {body}", space)
    says(network(space["Broken"]), "Undecided: one step of backward", "train was tried first, but", "step= or rate=")


class DataFrame:
    def __init__(self, array):
        self.array = array

    def to_numpy(self):
        return self.array


DataFrame.__module__ = "pandas.core.frame"


def test_pandas():
    found = examine(network(), DataFrame(X), DataFrame(y))
    assert found
    assert "X.to_numpy()" in str(found)


def test_float32():
    nn = network()
    for name in ("W1", "b1", "W2", "b2"):
        setattr(nn, name, getattr(nn, name).astype(np.float32))
    assert examine(nn, X.astype(np.float32), y.astype(np.float32))
    assert nn.W1.dtype == np.float32


@pytest.mark.parametrize("thing", [None, 3, np.ones(3), "nothing.py"])
def test_what_is_no_network(thing):
    assert examine(thing, X, y).verdict == "undecided"


def test_shapes_that_do_not_fit():
    says_so = examine(network(), X, y[:3])
    assert "(3, 1)" in str(says_so)


def test_without_data():
    assert "Give X and y" in str(examine(network()))


def test_what_cannot_be_copied():
    nn = network()
    nn.kept = (one for one in range(3))
    says(nn, "cannot be copied")


def test_nothing_of_the_reader_s_changes():
    nn = network()
    nn.train(X, y, 3, 0.1)
    before, given, numpy = copy.deepcopy(vars(nn)), (X.copy(), y.copy()), np.random
    state, out = numpy.get_state()[1].copy(), io.StringIO()
    trace, names = sys.gettrace(), set(SPACE)
    with redirect_stdout(out):
        examine(nn, X, y)
    assert not out.getvalue()
    assert all(np.array_equal(value, before[name]) for name, value in vars(nn).items())
    assert np.array_equal(X, given[0])
    assert np.array_equal(y, given[1])
    assert np.array_equal(numpy.get_state()[1], state)
    assert sys.gettrace() is trace
    assert set(SPACE) == names


def test_a_global_that_the_code_writes_is_given_back():
    space = {"__name__": "a_lab", "seen": [], "count": 0}
    text = (NETWORKS / "06_rows_biases_lr_argument.py").read_text(encoding="utf-8")
    exec(
        text.replace(
            "        m = X.shape[0]",
            "        global count\n        count += 1\n        seen.append(1)\n        m = X.shape[0]",
        ),
        space,
    )
    assert examine(network(space["NeuralNetwork"]), X, y)
    assert (space["seen"], space["count"]) == ([], 0)


def test_hints_as_names_functions_and_bound_methods():
    nn = network()
    told = [
        {"forward": "forward", "step": "train"},
        {"forward": nn.forward, "step": lambda: nn.train(X, y, 1, 0.5), "rate": 0.5},
        {"forward": lambda: nn.forward(X), "step": lambda net, X, y: net.train(X, y, 1, 0.5), "rate": 0.5},
    ]
    for hints in told:
        found = examine(nn, X, y, **hints)
        assert found, found
        assert found.scale == "mean"


def test_the_table_shows_one_ratio(capsys):
    examine(network(), X, y, show=True)
    lines = capsys.readouterr().out.splitlines()
    assert len({line.split()[-1] for line in lines[1:-1]}) == 1


def test_a_file_is_run_with_its_loops_cut():
    found = examine(str(NETWORKS / "23_script_wh_wout.py"))
    assert found
    assert set(found.blocks) == {"wh", "bh", "wout", "bout"}


def test_a_line_of_a_file_that_stops_is_passed_over_and_named(tmp_path):
    text = (NETWORKS / "23_script_wh_wout.py").read_text(encoding="utf-8")
    (tmp_path / "lab.py").write_text(text.replace("X.max(axis=0)", "X.max(axis=1)"), encoding="utf-8")
    found = examine(str(tmp_path / "lab.py"))
    assert "its line 8 was passed over, because it raises ValueError" in str(found)


def test_the_first_line_is_the_summary():
    first, second, *_ = str(examine(network(), X, y)).splitlines()
    assert first.startswith("Right: ")
    assert second.startswith("What was taken for what: ")
