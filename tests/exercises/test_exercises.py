"""Every notebook with exercises, unsolved and solved: the judge says so. Wrong answers run in JupyterLab, with --all.

What the judge says of a stub and of a solution is read from the stored outputs: nbval runs each notebook once and holds
them to be those of the run, so the cell of an exercise may not be left out of that.
"""

from types import SimpleNamespace

import pytest
import refresh
from nbval.plugin import find_comment_markers
from wrong_answers import MAKE_WRONG, exercises, printed, solutions, wrong

LESSONS = sorted(refresh.FOLDER.glob("*.ipynb"))


def name(path):
    return path.stem


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_each_exercise_has_its_solution(path):
    asked = exercises(refresh.read(path))
    if not asked and not solutions(path).exists():
        return
    answered = exercises(refresh.read(solutions(path)))
    assert list(asked) == list(answered)
    for tag in asked:
        call = f'checks.exercise("{tag.removeprefix("exercise-").replace("-", ".")}", '
        assert call in asked[tag].source
        assert call in answered[tag].source


@pytest.mark.parametrize("path", LESSONS, ids=name)
def test_each_stub_is_not_yet_and_each_solution_is_correct(path):
    for place, verdict in ((path, ": not yet."), (solutions(path), ": correct.")):
        for tag, cell in exercises(refresh.read(place)).items() if place.exists() else ():
            assert verdict in printed(cell), (place.parent.name, tag, printed(cell))


@pytest.mark.parametrize("path", refresh.notebooks(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_exercise_is_left_out_of_the_comparison(path):
    for tag, cell in exercises(refresh.read(path)).items():
        assert cell.metadata.tags == [tag]
        assert not list(find_comment_markers(cell.source))


def test_a_wrong_answer_is_wrong():
    source = 'def f(x):\n    y = x\n    return y, {"a": x > 0}\n\nchecks.exercise("1.1", {"a": 8, "b": "slow", "c": f})'
    given = {}
    exec(MAKE_WRONG + wrong(source), {"checks": SimpleNamespace(exercise=given.__setitem__)})
    answer = given["1.1"]
    assert answer["c"](1.0) == (-1.4, {"a": False})
    assert answer["a"] == pytest.approx(-13.3)
    assert answer["b"] == "wrong"
