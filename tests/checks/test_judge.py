"""The judge calls right what is right, and every known mistake by its name."""

import judging
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from backprop import NeuralNetwork, checks
from backprop.activations import sigmoid
from backprop.checks.compare import tried_with
from backprop.checks.diagnosis import Task, diagnose, mistakes
from backprop.checks.verdicts import Mistaken
from backprop.exercises import of_04 as notebook04
from backprop.exercises import of_05 as notebook05
from backprop.exercises import of_07 as notebook07
from backprop.exercises import two_layers, wrong_gradients
from backprop.losses import cross_entropy, mse

EXERCISES = notebook04.EXERCISES | notebook05.EXERCISES | notebook07.EXERCISES


def verdict(capsys, number, answer):
    checks.exercise(number, answer)
    return capsys.readouterr().out


def test_an_exception_is_shown_with_the_learners_own_line(capsys):
    def multiply(A, B):
        return A @ B  # here it stops

    def backward(X, y, W1, b1, W2, b2):
        return {"dW1": multiply(W1, X.T)}

    text = verdict(capsys, "4.2", backward)
    assert "Your code stopped with ValueError, at line" in text
    assert "`A @ B` multiplies (5, 3) by (7, 3): the inner sizes 3 and 7 differ" in text
    assert f"at line {multiply.__code__.co_firstlineno + 1}: `return A @ B  # here it stops`" in text
    assert "Tried with X (3, 7), y (2, 7), W1 (5, 3)" in text
    assert "/" not in text.replace("`", "")  # no path
    assert text.count("\n") == 2


def test_a_problem_of_plain_numbers_is_told_by_its_numbers():
    assert tried_with({"X": np.ones((3, 7)), "rate": 0.5}) == "Tried with X (3, 7)."
    assert tried_with({"f": abs, "x": 0.75, "n": 3}) == "Tried with x 0.75, n 3."
    assert tried_with({"f": abs}) == ""


def test_the_line_is_the_learners_also_where_a_library_raises(capsys):
    def backward(X, y, W1, b1, W2, b2):
        return np.linalg.inv(X)

    assert "LinAlgError" in (text := verdict(capsys, "4.2", backward))
    assert "`return np.linalg.inv(X)`" in text


def raises(error):
    def stop(*arguments):
        raise error

    return stop


class Unprintable(Exception):
    def __str__(self):
        raise RuntimeError


def endless(*arguments):
    return endless(*arguments)


@pytest.mark.parametrize(
    "answer",
    [
        raises(SystemExit(1)),
        raises(Unprintable()),
        raises(KeyError("a\nb")),
        raises(ValueError(object())),
        endless,
        raises,
    ],
)
@pytest.mark.parametrize("number", ["4.1", "4.2", "5.1", "5.3", "7.3"])
def test_whatever_their_code_raises_is_told_and_not_raised(number, answer, capsys):
    text = verdict(capsys, number, answer)
    assert "stopped with" in text or "will be called as" in text
    assert "0x" not in text


def test_not_implemented_is_not_yet(capsys):
    assert "not yet. It still raises" in verdict(capsys, "4.2", raises(NotImplementedError()))


def test_keyboard_interrupt_is_not_held_up():
    with pytest.raises(KeyboardInterrupt):
        checks.exercise("4.2", raises(KeyboardInterrupt()))


class Odd:
    """An answer that breaks whatever is done with it."""

    def __getattr__(self, name):
        raise ValueError

    def __eq__(self, other):
        raise ValueError

    def __str__(self):
        raise ValueError

    __hash__ = None


@pytest.mark.parametrize("number", EXERCISES)
@pytest.mark.parametrize("odd", [Odd, Odd()], ids=["class", "object"])
def test_an_odd_object_is_told_and_not_raised(number, odd, capsys):
    parts = dict.fromkeys(["a", "b", "c", "d", "mse", "cross-entropy"], odd)
    for answer in (odd, parts, lambda *arguments: odd, lambda *arguments: (odd, odd, odd)):
        assert verdict(capsys, number, answer).startswith(f"Exercise {number}: ")


values = st.recursive(
    st.one_of(
        st.none(),
        st.just(...),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.complex_numbers(),
        st.text(max_size=5),
        st.builds(Odd),
        st.just(Odd),
        st.just(np.ma.masked),
        arrays(st.sampled_from([float, int, bool, object, "U3", "float32"]), array_shapes(min_dims=0, min_side=0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner, inner),
        st.dictionaries(st.sampled_from(["dW1", "dW2", "db1", "db2", "W1", "a", "b", "c", "d", "mse"]), inner),
    ),
)


@pytest.mark.parametrize("number", [f"{notebook}.{i}" for notebook in (4, 5, 7) for i in (1, 2, 3, 4)])
@given(value=values)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_no_answer_makes_the_judge_raise(number, value, capsys):
    for answer in (value, lambda *arguments: value):
        text = verdict(capsys, number, answer)
        assert text.startswith(f"Exercise {number}: ")
        assert 1 <= text.count("\n") <= 2


@pytest.mark.parametrize("number", ["4.9", "77.1", "", "x", None, "..", "4.1.2", "a.b.c", 4.1, "gradient"])
def test_no_number_makes_it_raise(number, capsys):
    assert verdict(capsys, number, None).startswith("Exercise ")


def test_the_function_must_take_the_arguments_of_the_call(capsys):
    assert "called as backward(X, y, W1, b1, W2, b2)" in verdict(capsys, "4.2", lambda X, y: 0)
    assert "without brackets" in verdict(capsys, "4.2", {"dW1": 0})
    assert "without brackets" in verdict(capsys, "4.3", NeuralNetwork(2, 4, 1))


def test_the_truth_is_that_of_finite_differences():
    for problem in two_layers.problems():
        for equations, loss in ((two_layers.BACKWARD, cross_entropy), (two_layers.BACKWARD_MSE, mse)):
            values = equations.run(problem)
            parameters = {name: problem[name] for name in ("W1", "b1", "W2", "b2")}

            def J(loss=loss, problem=problem):
                return loss.value(two_layers.FORWARD.run(problem)["z2"], problem["y"], sigmoid)

            assert checks.gradient_check({f"d{name}": values[f"d{name}"] for name in parameters}, J, parameters).passed


def test_the_gradient_of_the_mse_has_its_own_mistakes():
    truth = two_layers.BACKWARD_MSE
    known = mistakes(truth, wrong_gradients.said(wrong_gradients.BACKWARD_OF_MSE))
    task = Task(two_layers.GRADIENTS, truth, known, two_layers.problems())
    for mistake in known:
        for form in mistake.forms:
            rows = [{name: form.run(problem)[name] for name in task.outputs} for problem in task.problems]
            with pytest.raises(Mistaken) as told:
                diagnose(rows, task)
            assert mistake.says in str(told.value)
            assert "Or: " not in str(told.value)


def test_the_learners_random_numbers_are_left_alone():
    state = np.random.get_state()[1].copy()  # noqa: NPY002
    checks.exercise("4.3", judging.solution("4.3"))
    assert (np.random.get_state()[1] == state).all()  # noqa: NPY002
