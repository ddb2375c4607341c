"""What a notebook calls: `exercise` judges one answer and shows the verdict, `summary` shows how far one is."""

from importlib import import_module
from importlib.util import find_spec
from itertools import count

from backprop.checks import page, progress, progress_file
from backprop.checks.overview import Summary
from backprop.checks.verdicts import Mistaken, NotYet

_results = {}  # {number: record}: this kernel's own verdicts


def exercise(number, answer=None):
    """Shows what is to be said of an answer: correct, not yet, or which mistake it is.

    It never raises for a wrong answer, so a notebook runs to its end unsolved. It helps a learner;
    it is no secure grader: whoever wants to deceive it can. In a notebook the verdict is also kept in a file
    beside it, see progress_file.

    number  "4.2"
    answer  a function, a class, a word or a dictionary, as the exercise asks
    """
    number = str(number)
    task = _notebook(number).get(number)
    if task is None:
        print(f"Exercise {number}: there is none of this number.")
        return
    solved, said = _verdict(task, answer)
    said = said.encode(errors="replace").decode()  # half a character can go on no page and into no file
    _keep(progress.record(number, solved, said))
    page.show(page.Verdict(number, task.title, solved, said, _notes()))


def results():
    """{"4.1": {"title": …, "solved": True, "tries": 2, "said": …}, …}: every exercise that has been tried.

    A solved one stays solved, tries are counted up to the one that solved it, and `said` is the last verdict. With a
    progress file, what earlier kernels and other notebooks judged counts too.
    """
    file = progress_file.in_use()
    found = file.records() if file else _results
    numbers = [number for number in sorted(found, key=_in_order) if number in _notebook(number)]
    return {number: _result(_notebook(number)[number], found[number]) for number in numbers}


def assert_solved(number):
    """Raises AssertionError with the last verdict unless exercise "4.2" is solved: for a cell that gives a mark."""
    found = results().get(number)
    if not found:
        raise AssertionError(f"Exercise {number} has no verdict yet: run the cell with its checks.exercise first.")
    if not found["solved"]:
        raise AssertionError(f"Exercise {number}: {found['said']}")


def summary():
    """Shows the exercises of the notebook in hand, and how many are solved in each notebook of the series."""
    found = results()
    in_hand = dict.fromkeys(_two_digits(number) for number in sorted(_results, key=_in_order))
    page.show(Summary(series(), found, list(in_hand), _notes()))


def _verdict(task, answer):
    try:
        return True, f"correct. {task.judge(answer)}"
    except NotYet as finding:
        return False, f"not yet. {finding}"
    except Mistaken as finding:
        return False, str(finding)


def _keep(record):
    number = record["exercise"]
    _results[number] = progress.merged(_results[number], record) if number in _results else record
    if file := progress_file.in_use():
        file.add(record)


def _notes():
    file = progress_file.in_use()
    return tuple(file.notes()) if file else ()


def _result(task, record):
    solved = record["solved"] is not None
    return {"title": task.title, "solved": solved, "tries": record["tries"], "said": record["said"]}


def series():
    """{"04": (what it is about, {"4.1": title, …}), …}: every notebook that has exercises."""
    found = {}
    for name in map("{:02d}".format, count()):
        if not (tasks := _notebook(name)):
            return found
        about = (import_module(_module(name)).__doc__ or "").partition("\n")[0].partition(", ")[2].rstrip(".")
        found[name] = about, {number: task.title for number, task in tasks.items()}


def _notebook(number):
    """The exercises of the notebook that a number such as "4.2" belongs to: exercises/of_04.py."""
    name = _module(number)
    return import_module(name).EXERCISES if find_spec(name) else {}


def _module(number):
    return f"backprop.exercises.of_{_two_digits(number)}"


def _two_digits(number):
    return f"{number.partition('.')[0]:0>2}"


def _in_order(number):
    return [int(part) for part in number.split(".")]
