"""What a notebook calls: `exercise` judges one answer and prints the verdict, `summary` lists them all."""

from importlib import import_module
from importlib.util import find_spec

from backprop.checks.verdicts import Mistaken, NotYet

_results = {}  # this kernel's verdicts: nothing is stored anywhere else


def exercise(number, answer=None):
    """Prints what is to be said of an answer: correct, not yet, or which mistake it is.

    It never raises for a wrong answer, so a notebook runs to its end unsolved. It helps a learner;
    it is no secure grader: whoever wants to deceive it can.

    number  "4.2"
    answer  a function, a class, a word or a dictionary, as the exercise asks
    """
    task = _notebook(str(number)).get(str(number))
    if task is None:
        print(f"Exercise {number}: there is none of this number.")
        return
    solved, said = _verdict(task, answer)
    tries = _results.get(str(number), {}).get("tries", 0) + 1
    _results[str(number)] = {"title": task.title, "solved": solved, "tries": tries, "said": said}
    print(f"Exercise {number}: {said}")


def results():
    """{"4.1": {"title": …, "solved": True, "tries": 2, "said": …}, …}: the last verdict on each exercise tried."""
    return {number: dict(_results[number]) for number in sorted(_results, key=_in_order)}


def summary():
    """Prints the exercises of every notebook that has been tried in this kernel, and which are solved."""
    notebooks = dict.fromkeys(number.partition(".")[0] for number in results())
    if not notebooks:
        print("No exercise has been tried yet.")
    for notebook in notebooks:
        tasks = _notebook(f"{notebook}.")
        solved = [number for number in tasks if _results.get(number, {}).get("solved")]
        print(f"Notebook {notebook:0>2}: {len(solved)} of {len(tasks)} exercises solved")
        for number, task in tasks.items():
            print(f"  {number} {task.title}: {_state(number)}")


def _verdict(task, answer):
    try:
        return True, f"correct. {task.judge(answer)}"
    except NotYet as finding:
        return False, f"not yet. {finding}"
    except Mistaken as finding:
        return False, str(finding)


def _notebook(number):
    """The exercises of the notebook that a number such as "4.2" belongs to: exercises/of_04.py."""
    name = f"backprop.exercises.of_{number.partition('.')[0]:0>2}"
    return import_module(name).EXERCISES if find_spec(name) else {}


def _in_order(number):
    return [int(part) for part in number.split(".")]


def _state(number):
    if number not in _results:
        return "not tried"
    return "solved" if _results[number]["solved"] else "not yet"
