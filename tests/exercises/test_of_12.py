"""The exercises of notebook 12: right answers are correct, stubs are not yet, and each mistake is named."""

from types import SimpleNamespace

import judging
import numpy as np
import pytest
import refresh

from backprop.checks.verdicts import Mistaken
from backprop.exercises.of_12 import EXERCISES
from backprop.experiments.experiment import Experiment
from backprop.experiments.study import Study, interval_of_share

Z = 1.96
BROKEN = EXERCISES["12.1"].broken
MENDED = "data=XOR rate=0.5 hidden=4 activation=relu loss=cross-entropy start=he seed=22 epochs=5000"


def ends(middle=None, half=None, shrink=True):
    """An answer to 12.2 from other formulas of p and n for its parts."""

    def answer(solved, n):
        p = solved / n
        m = (middle or (lambda p, n: p + Z**2 / (2 * n)))(p, n)
        h = (half or (lambda p, n: Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))))(p, n)
        below = 1 + Z**2 / n if shrink else 1
        return (m - h) / below, (m + h) / below

    return answer


def divided(middle=True, half=True):
    """An answer to 12.2 that leaves the middle or the half width undivided."""

    def answer(solved, n):
        low, high = interval_of_share(solved, n)
        m, h, below = (low + high) / 2, (high - low) / 2, 1 + Z**2 / n
        m, h = m if middle else m * below, h if half else h * below
        return m - h, m + h

    return answer


def z_not_squared(solved, n):
    p, below = solved / n, 1 + Z / n
    half = Z * np.sqrt(p * (1 - p) / n + Z / (4 * n**2))
    return (p + Z / (2 * n) - half) / below, (p + Z / (2 * n) + half) / below


def plain(solved, n, z=Z):
    p = solved / n
    half = z * np.sqrt(p * (1 - p) / n)
    return p - half, p + half


def scaled(factor):
    return lambda solved, n: tuple(end * factor(n) for end in interval_of_share(solved, n))


def middle_and_half(solved, n):
    low, high = interval_of_share(solved, n)
    return (low + high) / 2, (high - low) / 2


OUTCOME = SimpleNamespace(mse=np.zeros((2, 100)), solved=[69, 99], intervals=[(0.594, 0.772), (0.946, 0.998)])


def report(**changes):
    parts = {
        "question": "Do 2 units do?",
        "prediction": "No.",
        "conclusion": "69 of 100 do.",
        "figures": [SimpleNamespace(alt="Two bars, 69 and 99 of 100.")],
        "outcome": OUTCOME,
    }
    return SimpleNamespace(**(parts | changes))


def with_seeds(n):
    return SimpleNamespace(mse=np.zeros((2, n)))


RIGHT = {
    "12.1": [
        MENDED,
        MENDED.replace("0.5", ".50"),
        "\n".join(reversed(MENDED.split())),
        MENDED.replace("XOR", "xor"),
        MENDED.replace(" ", ", "),
        MENDED.replace("=", " = "),
        f'"{MENDED}"',
    ],
    "12.2": [
        interval_of_share,
        ends(),
        lambda solved, n: list(interval_of_share(solved, n)),
        lambda solved, n: np.array(interval_of_share(solved, n)).tolist(),
        lambda solved, n: interval_of_share(solved, n, z=1.959963984540054),
        lambda solved, n: dict(zip(("low", "high"), interval_of_share(solved, n), strict=True)),
    ],
    "12.3": ["b", "B", "(b)"],
    "12.4": [
        report(),
        report(outcome=with_seeds(10)),
        report(conclusion="2 units: 69 of 100, so 59 % to 77 %; 4 units 99 %, and 30 % more. At 95 %, they differ."),
        report(conclusion="The interval of the difference, 21 to 39 %, does not contain 0."),
        report(conclusion="31 of 100 starts stick with 2 units, 1 out of 100 with 4; the rate was 0.5."),
    ],
    "12.5": ["c", "C", "(c)"],
}
NOT_YET = {
    "12.1": [None, ..., "", "  ", BROKEN, f" {BROKEN} "],
    "12.2": [None, ..., lambda solved, n: None, lambda solved, n: (0.0, 0.0)],
    "12.3": [None, "", "?"],
    "12.4": [None, ..., report(question="", prediction=" "), report(conclusion=""), report(figures=[])],
    "12.5": [None, "", "?"],
}
WRONG = [
    (
        "12.4",
        report(conclusion="70 of 100 do."),
        "says 70 of 100, but this number does not follow from the study, in which 69 of 100 and 99 of 100",
    ),
    ("12.4", report(conclusion="With 2 units 75 % do."), "The conclusion says 75 %"),
    ("12.4", report(conclusion="69 of 100 do, so 59.9 % to 77 %."), "The conclusion says 59.9 %"),
    ("12.1", 5, "Give the corrected line itself"),
    ("12.1", Experiment(), "Give the corrected line itself"),
    ("12.1", BROKEN + " epochs=5000", "The rate is still written as 0,5"),
    ("12.1", BROKEN.replace("0,5", "0.5"), "still written as a word"),
    ("12.1", BROKEN.replace("0,5", "0.5").replace("four", "4"), "still contains sead"),
    ("12.1", MENDED.replace("epochs=5000", ""), "epochs is missing"),
    ("12.1", MENDED.replace("5000", "5,000"), "Leave the comma out"),
    ("12.1", MENDED.replace("5000", "500"), "epochs=500, but epochs=5000 was meant"),
    ("12.1", MENDED.replace("seed=22", "seed=65"), "seed=65, but seed=22 was meant"),
    ("12.1", MENDED.replace("cross-entropy", "mse"), "loss=mse, but loss=cross-entropy was meant"),
    ("12.1", MENDED.replace("epochs", "epoch"), "epochs is missing"),
    ("12.1", MENDED + " goal=0.01", "goal is no setting of an experiment"),
    ("12.1", MENDED.replace("hidden=4", "hidden="), "hidden=, but hidden=4 was meant"),
    ("12.1", MENDED.replace("hidden=4", "hidden=4.0"), "Write it as 4, not as 4.0"),
    ("12.1", MENDED.replace("5000", "5e3"), "Write it as 5000, not as 5e3"),
    ("12.1", MENDED.replace("epochs", "epochs=500 epochs"), "epochs stands in the line twice"),
    ("12.2", plain, "as if one run were proof"),
    ("12.2", lambda solved, n: tuple(np.clip(plain(solved, n), 0, 1)), "as if one run were proof"),
    ("12.2", lambda solved, n: interval_of_share(solved, n, z=1), "too narrow"),
    ("12.2", lambda solved, n: plain(solved, n, z=1), "too narrow"),
    ("12.2", lambda solved, n: interval_of_share(solved, n, z=2), "not 2"),
    ("12.2", ends(half=lambda p, n: Z * (p * (1 - p) / n + Z**2 / (4 * n**2))), "The square root is missing"),
    ("12.2", ends(shrink=False), "The division by 1 + z²/n, the denominator"),
    ("12.2", divided(middle=False), "You divide only one of the two parts"),
    ("12.2", divided(half=False), "You divide only one of the two parts"),
    (
        "12.2",
        lambda solved, n: tuple(end + Z**2 / n for end in ends(shrink=False)(solved, n)),
        "Put brackets round 1 + z²/n",
    ),
    ("12.2", ends(middle=lambda p, n: p + Z**2 / 2 * n), "Put brackets round 2 * n"),
    ("12.2", ends(half=lambda p, n: Z * np.sqrt(p * (1 - p) / n + Z**2 / 4 * n**2)), "Put brackets round 2 * n"),
    (
        "12.2",
        ends(half=lambda p, n: np.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))),
        "The factor z before the square root",
    ),
    (
        "12.2",
        ends(half=lambda p, n: Z * np.sqrt(p * (1 - p) / n) + Z**2 / (4 * n**2)),
        "Your square root ends too early",
    ),
    ("12.2", ends(half=lambda p, n: Z * np.sqrt(p * (1 - p) + Z**2 / (4 * n**2))), "p (1 − p) has to be divided by n"),
    ("12.2", z_not_squared, "where equation 12.2 has z²"),
    ("12.2", ends(middle=lambda p, n: p + Z**2 / n), "The 2 is missing"),
    ("12.2", ends(half=lambda p, n: Z * np.sqrt(p * (1 - p) / n + Z**2 / (4 * n))), "The square of n is missing"),
    ("12.2", middle_and_half, "the middle and the half width"),
    ("12.2", scaled(lambda n: 100), "per cent"),
    ("12.2", scaled(lambda n: n), "numbers of runs"),
    ("12.2", lambda solved, n: interval_of_share(solved, n)[::-1], "wrong order"),
    ("12.2", lambda solved, n: interval_of_share(solved, n)[0], "It should return low and high"),
    ("12.2", lambda solved: solved, "called as interval_of(solved, n)"),
    ("12.2", lambda solved, n: 1 / 0, "ZeroDivisionError"),
    ("12.3", "a", "contains 0, so with other seeds"),
    ("12.3", "c", "one data set, one size, one rate and one start"),
    ("12.3", "d", "the difference may still exist"),
    ("12.3", "e", "none of the choices"),
    ("12.4", "wrong", "Give the report itself"),
    ("12.4", report(outcome=with_seeds(1)), "one seed says nothing about the others"),
    ("12.4", report(outcome=with_seeds(5)), "With 5 seeds the interval"),
    ("12.4", report(question="Two units."), "does not end with a question mark"),
    ("12.4", report(prediction="69 of 100 do."), "Two of your texts are the same"),
    ("12.4", report(conclusion="It does."), "The conclusion contains no number"),
    ("12.4", report(figures=[SimpleNamespace(alt="Two bars.")]), "alternative text of a figure contains no number"),
    ("12.5", "a", "each time this is the same start"),
    ("12.5", "b", "with a correct gradient can get stuck too"),
    ("12.5", "d", "0 of 1 or 1 of 1"),
]


test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    RIGHT, NOT_YET, WRONG
)


def test_the_truth_of_the_judge_is_that_of_the_package():
    task = EXERCISES["12.2"]
    for problem in task.problems():
        values = task.truth.run(problem)
        found = [values[name] for name in task.outputs]
        assert found == pytest.approx(interval_of_share(**problem), rel=1e-12)
        for end in found:
            share = problem["solved"] / problem["n"]
            if 0 < end < 1:
                assert abs(share - end) == pytest.approx(Z * np.sqrt(end * (1 - end) / problem["n"]))


@pytest.mark.parametrize("text", RIGHT["12.1"])
def test_what_the_judge_takes_is_what_from_text_takes(text):
    assert Experiment.from_text(text) == Experiment.from_text(MENDED)


def test_the_broken_text_is_broken_and_the_mended_one_is_what_was_meant():
    with pytest.raises(ValueError, match="sead"):
        Experiment.from_text(BROKEN)
    assert vars(Experiment.from_text(MENDED)) == EXERCISES["12.1"].right


def test_the_conclusion_that_the_notebook_shows_as_an_example_passes():
    """It quotes the interval of a difference, which stands beside the table and not in it."""
    notebook = refresh.read(next(refresh.FOLDER.glob("12_*")))
    written = {}
    for cell in notebook.cells:
        if cell.source.startswith(("question = ", "conclusion = ")):
            exec(cell.source, written)
    outcome = Study(Experiment(epochs=5000), "hidden", (1, 2, 3, 4, 8), seeds=100).run()
    texts = {name: written[name] for name in ("question", "prediction", "conclusion")}
    assert EXERCISES["12.4"].judge(report(outcome=outcome, **texts)).startswith("The report has all five parts")
    with pytest.raises(Mistaken, match="The conclusion says 8 %, but this number does not follow"):
        EXERCISES["12.4"].judge(report(outcome=outcome, **texts | {"conclusion": "Four units do 8 % better."}))
