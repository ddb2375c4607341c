"""What holds for every exercise of every notebook, whatever it asks for."""

import numpy as np
import pytest

from backprop.checks import compare, exercises
from backprop.checks.diagnosis import Task, diagnose, solve
from backprop.checks.judge import Function
from backprop.checks.verdicts import Finding

EXERCISES = {number: task for notebook in range(13) for number, task in exercises._notebook(f"{notebook}.").items()}
FORMS = [
    pytest.param(task, mistake, form, id=f"{number}-{name}-{place}")
    for number, task in EXERCISES.items()
    if isinstance(task, Function)
    for name, mistake in task.mistakes.items()
    for place, form in enumerate(mistake.forms)
]
FUNCTIONS = [pytest.param(task, id=number) for number, task in EXERCISES.items() if isinstance(task, Function)]


def held(task):
    return Task(task.outputs, task.equations, task.mistakes, task.problems())


@pytest.mark.parametrize(("task", "mistake", "form"), FORMS)
def test_every_mistake_is_named_by_its_own_sentence_alone(task, mistake, form):
    judged = held(task)
    rows = [solve(task.equations, problem, form) for problem in judged.problems]
    with pytest.raises(Finding) as told:
        diagnose([{name: np.asarray(row[name]) for name in task.outputs} for row in rows], judged)
    assert mistake.says in str(told.value)
    assert "Or: " not in str(told.value)
    assert "And also: " not in str(told.value)


@pytest.mark.parametrize(("task", "mistake", "form"), FORMS)
def test_no_mistake_is_the_truth(task, mistake, form):
    judged = held(task)
    truth, wrong = judged.values(), judged.values(form)
    assert any(not compare.agree(wrong[block], truth[block], judged.tolerance) for block in task.outputs)


@pytest.mark.parametrize("task", FUNCTIONS)
def test_no_truth_is_zero(task):
    assert all(np.abs(value).max() > 1e-3 for rows in held(task).values().values() for value in rows)


@pytest.mark.parametrize("task", FUNCTIONS)
def test_no_two_mistakes_say_the_same(task):
    texts = [mistake.says for mistake in task.mistakes.values()]
    assert len(texts) == len(set(texts))
