"""What holds for every exercise of every notebook, whatever it asks for."""

import ast
import gc
import json
import re
import time
from collections import Counter

import numpy as np
import odd_answers
import one_edit
import pytest
import refresh
import right_answers

from backprop import checks
from backprop.checks import compare, exercises, handout
from backprop.checks.diagnosis import diagnose
from backprop.checks.judge import Function, Repair
from backprop.checks.lines import Lines, quiet
from backprop.checks.verdicts import Finding

BOOKS = sorted((refresh.ROOT / "src" / "backprop" / "exercises").glob("of_*.py"))
EXERCISES = {number: task for book in BOOKS for number, task in exercises._notebook(f"{book.stem[-2:]}.").items()}


def tasks():
    """{number: Task} of all that is held to lines of code; the methods of the class of 4.3 one by one."""
    found = {number: task.task() for number, task in EXERCISES.items() if hasattr(task, "task")}
    network = EXERCISES["4.3"]
    found |= {f"4.3 {method}": task for method, (_, task) in network._parts(network.problems()).items()}
    return found


TASKS = tasks()
FORMS = [
    pytest.param(task, mistake, form, id=f"{number}-{mistake.says[:40]}-{place}")
    for number, task in TASKS.items()
    for mistake in task.mistakes
    for place, form in enumerate(mistake.forms)
]
EACH = [pytest.param(task, id=number) for number, task in TASKS.items()]
VAGUE = ("none of the mistakes known", "times what it should be, on every problem", "place to start")


def rows(task, lines):
    """What a learner's function by these lines returns, on every problem."""
    with quiet():
        values = [lines.run(problem) for problem in task.problems]
    return [{name: np.array(row[name]) for name in task.outputs} for row in values]


def told(task, lines):
    """What is said of these lines."""
    try:
        return f"correct. {diagnose(rows(task, lines), task)}"
    except Finding as finding:
        return str(finding)


@pytest.mark.parametrize(("task", "mistake", "form"), FORMS)
def test_every_mistake_is_named_by_its_own_sentence_alone(task, mistake, form):
    text = told(task, form)
    assert mistake.says in text
    assert "Or: " not in text
    assert "And also: " not in text


@pytest.mark.parametrize(("task", "mistake", "form"), FORMS)
def test_no_mistake_is_the_truth(task, mistake, form):
    truth, wrong = task.values(), task.values(form)
    assert any(not compare.agree(wrong[block], truth[block], task.tolerance) for block in task.outputs)


@pytest.mark.parametrize("task", EACH)
def test_no_truth_is_zero(task):
    assert all(np.abs(value).max() > 1e-3 for rows in task.values().values() for value in rows)


@pytest.mark.parametrize("task", EACH)
def test_no_two_mistakes_say_the_same(task):
    texts = [mistake.says for mistake in task.mistakes]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("task", EACH)
def test_the_truth_itself_is_right(task):
    assert told(task, task.truth).startswith("correct.")


# The hand-out.

STUBS = {number: task.stub for number, task in EXERCISES.items() if getattr(task, "stub", "")}


def cell(number):
    """The source of the cell of an exercise."""
    (path,) = refresh.FOLDER.glob(f"{number.partition('.')[0]:0>2}_*.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    tag = f"exercise-{number.replace('.', '-')}"
    (found,) = (cell for cell in notebook["cells"] if tag in cell["metadata"].get("tags", []))
    return "".join(found["source"])


def test_every_exercise_that_asks_for_code_knows_its_stub():
    asked = {number for number in EXERCISES if re.match(r"(def|class) ", cell(number))}
    assert asked - STUBS.keys() == {"0.4", "8.3", "9.3"}  # whose own judges say what is not yet written


@pytest.mark.parametrize("number", STUBS)
def test_the_stub_is_the_code_that_is_handed_out(number):
    given = next(node for node in ast.parse(cell(number)).body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    assert ast.unparse(given) == ast.unparse(ast.parse(STUBS[number]).body[0])


@pytest.mark.parametrize("number", STUBS)
def test_the_stub_is_not_yet_with_and_without_a_docstring(number, capsys):
    known = {"sigmoid": EXERCISES["3.4"].truth.known["sigmoid"]}
    with_docstring = re.sub(r"(?m)^((?:def|class) .*:)$", r'\1\n    """What I want to do."""', STUBS[number])
    for code in (STUBS[number], with_docstring):
        checks.exercise(number, handout.function_of(code, known))
        assert f"Exercise {number}: not yet." in capsys.readouterr().out


@pytest.mark.parametrize("number", [number for number, task in EXERCISES.items() if isinstance(task, Function)])
def test_zeros_from_code_that_is_written_are_a_mistake(number, capsys):
    task = EXERCISES[number]
    shapes = [{name: np.shape(row[name]) for name in task.outputs} for row in rows(task.task(), task.truth)]
    calls = iter(shapes if not isinstance(task, Repair) else shapes * 2)

    def answer(*arguments):
        found = {}
        for name, shape in next(calls).items():
            found[name] = np.zeros(shape)
            found[name] += 1
            found[name] -= np.ones(shape)
        return found if len(found) > 1 else found.popitem()[1]

    checks.exercise(number, answer)
    text = capsys.readouterr().out
    assert "correct." not in text
    assert "not yet." not in text


# Odd answers, and the time that a verdict takes.


@pytest.mark.parametrize("number", EXERCISES)
def test_whatever_is_handed_over_is_told_and_not_raised_and_never_right(number, capsys):
    for answer in odd_answers.ANSWERS:
        checks.exercise(number, answer)
        text = capsys.readouterr().out
        assert f"Exercise {number}: " in text
        assert "correct." not in text
        assert " at 0x" not in text


@pytest.mark.parametrize("task", EACH)
def test_a_verdict_on_numbers_that_nothing_explains_takes_a_third_of_a_second(task):
    rng = np.random.default_rng(0)
    unknown = [
        {name: value * rng.uniform(0.5, 2, value.shape) for name, value in row.items()}
        for row in rows(task, task.truth)
    ]
    gc.disable()  # or the garbage of all tests before it is collected here: up to half a second
    try:
        start = time.process_time()
        with pytest.raises(Finding):
            diagnose(unknown, task)
        spent = time.process_time() - start
    finally:
        gc.enable()
    assert spent < 0.3


# One slip in one line. The training of 4.3 is held to the lines of one epoch before it is held to several.

SLIPS = [number for number in TASKS if number != "4.3 train, 3 epochs"]


def slips(task):
    """(kind, code) of the versions of a truth that are one slip away."""
    return list(one_edit.mutants(task.truth.text, task.problems[0]))


def verdict(task, code):
    """(what became of a version of a truth: stopped, same, told, vague, against itself or accepted; what was said)."""
    lines = Lines(code, **task.truth.known)
    try:
        found = rows(task, lines)
    except Exception:
        return "stopped", ""
    columns = task.columns(found)
    if any(value.dtype.kind not in "biuf" for row in found for value in row.values()):
        return "stopped", ""
    same = all(compare.agree(columns[name], task.values()[name], task.tolerance) for name in task.outputs)
    text = told(task, lines)
    if same or text.startswith("correct."):
        return ("same" if same and text.startswith("correct.") else "accepted"), text
    if "in every entry" in text or "NaN or infinite" in text:
        return "no numbers", text
    if any(words in text for words in VAGUE):
        return "vague", text
    return ("told" if holds(task, text, columns) else "against itself"), text


def holds(task, text, found):
    """Whether what is quoted gives the learner's numbers, and is no line of a block that the same text calls right."""
    quoted = re.findall(r"Your numbers are those of `([^`]+)`. It should be `([^`]+)`", text)
    if "And also" in text or "another mistake besides" in text or len(quoted) != 1:
        return True
    wrong, right = quoted[0]
    if task.truth.text.count(right) != 1 or wrong.count("\n"):
        return True
    values = task.values(Lines(task.truth.text.replace(right, wrong), **task.truth.known))
    called_right = re.split(r",| and ", text.partition(" right, ")[0].replace(" is", "").replace(" are", ""))
    fits = all(
        np.allclose(
            one, other, rtol=1e-3, atol=1e-6 * np.abs(one).max(initial=0, where=np.isfinite(one)), equal_nan=True
        )
        for name in task.outputs
        for one, other in zip(compare.fitted(found[name], values[name]), values[name], strict=True)
    )
    return fits and not (" right, " in text and wrong.partition(" = ")[0] in [name.strip() for name in called_right])


def table(numbers, every=1):
    """{number: Counter of what became of each slip}."""
    found = {
        number: Counter(verdict(TASKS[number], code)[0] for _, code in slips(TASKS[number])[::every])
        for number in numbers
    }
    return found


def shares(counts):
    """The share told of those slips that change the numbers and do not stop the code."""
    counted = counts["told"] + counts["vague"] + counts["against itself"] + counts["accepted"]
    return counts["told"] / max(counted, 1)


@pytest.mark.parametrize("number", SLIPS)
def test_one_slip_in_a_line_is_told(number):
    found = table([number], every=9)[number]
    assert not found["accepted"]
    assert not found["against itself"]
    assert shares(found) >= 0.9 or found["vague"] <= 1


@pytest.mark.slow
def test_every_slip_in_every_line_is_told():
    found = table(SLIPS)
    for number, counts in found.items():
        print(f"{number:14} {shares(counts):6.1%}  {dict(counts)}")
    total = sum(found.values(), Counter())
    assert not total["accepted"]
    assert not total["against itself"]
    assert shares(total) >= 0.98


# Right answers, in many forms.


def test_there_are_five_hundred_right_answers():
    assert sum(len(right_answers.rewrites(number)) for number in right_answers.MAKE) >= 500


@pytest.mark.parametrize("number", right_answers.MAKE)
def test_no_right_answer_is_refused(number, capsys):
    for place, answer in enumerate(right_answers.rewrites(number)):
        checks.exercise(number, answer)
        assert "correct." in (text := capsys.readouterr().out), (place, text)
