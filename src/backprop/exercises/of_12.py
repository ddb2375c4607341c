"""The exercises of notebook 12, your lab report."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.judge import Choice, Function
from backprop.checks.lines import Lines
from backprop.checks.verdicts import Mistaken, NotYet, listed

INTERVAL = Lines(
    """
    z = 1.96
    p = solved / n
    below = 1 + z ** 2 / n
    middle = (p + z ** 2 / (2 * n)) / below
    half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2)) / below
    low = middle - half
    high = middle + half
    """
)
PLAIN = "middle = p; half = z * np.sqrt(p * (1 - p) / n)"
WRONG_INTERVAL = {
    "This is p ± z √(p (1 − p) / n). At 1 of 1 it says 100 % to 100 %, as if one run were proof: "
    "the terms with z² are missing.":
        [PLAIN, f"{PLAIN}; low = max(0, middle - half); high = min(1, middle + half)"],
    "This interval is too narrow: z = 1.96 is missing, or 1.":
        ["z = 1", f"z = 1; {PLAIN}", f"z = 1; {PLAIN}; low = max(0, middle - half); high = min(1, middle + half)"],
    "Nearly: z is 1.96 here, not 2.":
        "z = 2",
    "This z, 1.645, is for 90 %: z is 1.96 here, for 95 %.":
        ["z = 1.645", "z = 1.6448536", "z = 1.64", "z = 1.65"],
    "This z, 2.58, is for 99 %: z is 1.96 here, for 95 %.":
        ["z = 2.58", "z = 2.576", "z = 2.5758293"],
    "The root is missing in the half width: it is the square root of the whole sum.":
        "half = z * (p * (1 - p) / n + z ** 2 / (4 * n ** 2)) / below",
    "The division by 1 + z²/n is missing.":
        "below = 1",
    "Only one of the two is divided by 1 + z²/n: the middle and the half width both are.":
        ["middle = p + z ** 2 / (2 * n)", "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))"],
    "Python divides by 1 and then adds z²/n: put 1 + z²/n in brackets.":
        "middle = p + z ** 2 / (2 * n) + z ** 2 / n; half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))",
    "In Python, z**2 / 2 * n is z²/2 times n: put 2 * n in brackets, and 4 * n**2.":
        ["middle = (p + z ** 2 / 2 * n) / below; half = z * np.sqrt(p * (1 - p) / n + z ** 2 / 4 * n ** 2) / below",
         "middle = (p + z ** 2 / 2 * n) / below", "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / 4 * n ** 2) / below"],
    "The z before the root is missing.":
        "half = np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2)) / below",
    "z stands squared in three places: 1 + z²/n, z²/(2n) and z²/(4n²).":
        "below = 1 + z / n; middle = (p + z / (2 * n)) / below; half = z * np.sqrt(p * (1 - p) / n + z / (4 * n ** "
        "2)) / "
        "below",
    "The root ends too early: z²/(4n²) stands under it too.":
        "half = (z * np.sqrt(p * (1 - p) / n) + z ** 2 / (4 * n ** 2)) / below",
    "Under the root, p (1 − p) is to be divided by n.":
        "half = z * np.sqrt(p * (1 - p) + z ** 2 / (4 * n ** 2)) / below",
    "In the middle it is z²/(2n): the 2 is missing.":
        "middle = (p + z ** 2 / n) / below",
    "Under the root it is z²/(4n²): the square of n is missing.":
        "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n)) / below",
    "This puts the shifted middle under the root. Equation 12.2 has p = solved / n there, and n instead of n + z².":
        "half = z * np.sqrt(middle * (1 - middle) / (n + z ** 2))",
    "These are the middle and the half width: return middle − half and middle + half.":
        "low = middle; high = half",
    "These are per cent, but the exercise asks for shares, which are numbers from 0 to 1.":
        "low = 100 * (middle - half); high = 100 * (middle + half)",
    "These are numbers of runs: divide by n for shares.":
        "low = n * (middle - half); high = n * (middle + half)",
}  # fmt: skip


def _shares():
    return [{"solved": solved, "n": n} for solved, n in ((7, 10), (1, 1), (69, 100), (394, 400))]


@dataclass(frozen=True)
class Mended:
    """A state text with faults in it, to be mended.

    broken  the text as it is handed out
    right   {name: value}, what it should say
    faults  {what is still to be seen in it: what to say of that}, in the order in which they are looked for
    """

    title: str
    broken: str
    right: Mapping = field(repr=False)
    faults: Mapping = field(repr=False)

    def judge(self, answer):
        """What to say of the mended text. Raises a Finding for any other."""
        if answer is None or answer is ... or (isinstance(answer, str) and answer.split() in ([], self.broken.split())):
            raise NotYet("The text still has its faults.")
        if not isinstance(answer, str):
            raise Mistaken("Give the corrected text itself, in quotation marks.")
        for fault, says in self.faults.items():
            if fault in answer:
                raise Mistaken(says)
        parts = [part.rstrip(",;") for part in re.sub(r"\s+=\s+", "=", answer.strip("\"'` \n")).split()]
        pairs = [part.partition("=")[::2] for part in parts]
        self._compare(dict(pairs))
        if twice := [name for name in self.right if [found for found, _ in pairs].count(name) > 1]:
            raise Mistaken(f"{listed(twice)} stands there twice: take one out.")
        return "It says what was meant."

    def _compare(self, found):
        if missing := [name for name in self.right if name not in found]:
            raise Mistaken(f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing, with an = behind it.")
        if others := [name for name in found if name not in self.right]:
            raise Mistaken(f"{listed(others)} is none of the settings: {listed(list(self.right))}.")
        for name, value in self.right.items():
            if not _same(found[name], value):
                raise Mistaken(f"{name} says {found[name][:40] or 'nothing'}, but {value} was meant.")
            if isinstance(value, int) and not found[name].isdigit():
                raise Mistaken(f"{name} is a whole number: write it as {value}, not as {found[name]}.")


def _same(text, value):
    try:
        return float(text) == float(value)
    except ValueError:
        return text.lower() == str(value).lower()


@dataclass(frozen=True)
class Report:
    """A lab report of the learner's own, judged for its form: all parts, many seeds, a figure that can be heard."""

    title: str
    fewest: int = 10

    def judge(self, report):
        """What to say of a report that has everything. Raises a Finding that names what is missing."""
        if report is None or report is ...:
            raise NotYet("There is no report yet.")
        try:
            whole = all(hasattr(report, name) for name in (*PARTS, "figures", "outcome"))
        except Exception:
            whole = False
        if not whole:
            raise Mistaken("Hand over the report itself: what LabReport(…) returns.")
        if np.ndim(getattr(report.outcome, "mse", None)) != 2:
            raise Mistaken(
                "The report holds no outcome of a study: LabReport(my_outcome, …), with my_outcome = Study(…).run()."
            )
        if empty := [name for name in PARTS if not str(getattr(report, name)).strip()]:
            raise NotYet(f"Still to be written: {listed(empty)}.")
        seeds = np.shape(report.outcome.mse)[1]
        self._demand_seeds(seeds)
        _demand_figure(report.figures)
        _demand_text(report)
        _demand_facts(str(report.conclusion), report.outcome)
        return f"It has all five parts, {seeds} seeds for each value, and a figure with its alternative text."

    def _demand_seeds(self, seeds):
        if seeds == 1:
            raise Mistaken("One seed is a story about that seed: give the study seeds=100.")
        if seeds < self.fewest:
            raise Mistaken(f"{seeds} seeds can leave half the scale open: take {self.fewest} or more.")


PARTS = ("question", "prediction", "conclusion")


def _demand_figure(figures):
    if not figures:
        raise NotYet("The figure is missing: figures=[Picture(ax, alt)].")
    for picture in figures:
        if not any(letter.isdigit() for letter in picture.alt):
            raise Mistaken("The alternative text of a figure holds no number: say what the picture shows, with them.")


def _demand_text(report):
    if not str(report.question).strip().endswith("?"):
        raise Mistaken("The question does not end with a question mark: what is it that the runs shall answer?")
    texts = [" ".join(str(getattr(report, name)).split()) for name in PARTS]
    if len(set(texts)) < len(texts):
        raise Mistaken("Two of your texts are the same: a prediction comes before the runs, a conclusion after them.")
    if not any(letter.isdigit() for letter in texts[-1]):
        raise Mistaken("The conclusion holds no number: what did the table say, and how sure is it?")


def _demand_facts(conclusion, outcome):
    """Raises a Finding for a count or a percentage of the conclusion that does not stand in the table."""
    if not hasattr(outcome, "solved"):
        return
    seeds, solved = np.shape(outcome.mse)[1], [int(count) for count in outcome.solved]
    for text, count, n in re.findall(r"((\d+)\s+(?:out of|of the|of|/)\s+(\d+))", conclusion):
        if int(n) == seeds and int(count) not in {*solved, *(seeds - each for each in solved)}:
            raise Mistaken(f"The conclusion says {text}. {_table(outcome, seeds)}")
    allowed = _percentages(solved, seeds, outcome.intervals)
    for text in re.findall(r"\d+(?:[.,]\d+)?(?=\s*(?:%|per ?cent))", conclusion):
        number, digits = float(text.replace(",", ".")), len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
        if not any(abs(number - each) <= 0.5001 * 10.0**-digits for each in allowed):
            raise Mistaken(f"The conclusion says {text} %. {_table(outcome, seeds)}")


def _percentages(solved, seeds, intervals):
    """What a conclusion may quote: shares solved and not solved, their differences, the ends of the intervals, 95."""
    shares = [100 * count / seeds for count in solved]
    ends = [100 * end for pair in intervals for end in pair]
    differences = [abs(one - other) for one in shares for other in shares]
    return [95.0, *shares, *(100 - share for share in shares), *ends, *differences]


def _table(outcome, seeds):
    counts = [f"{count} of {seeds}" for count in outcome.solved]
    return f"The table says {listed(counts)} solved, and no such number stands in it: quote what was found."


EXERCISES = {
    "12.1": Mended(
        title="correct a state text",
        broken="data=XOR rate=0,5 hidden=four activation=relu loss=cross-entropy start=he sead=22",
        right={
            "data": "XOR",
            "rate": 0.5,
            "hidden": 4,
            "activation": "relu",
            "loss": "cross-entropy",
            "start": "he",
            "seed": 22,
            "epochs": 5000,
        },
        faults={
            "0,5": "rate still says 0,5: a number has a point here, 0.5.",
            "four": "hidden still says four: write it in digits.",
            "sead": "sead is still there: which setting was meant?",
            "5,000": "epochs says 5,000: leave the comma out.",
        },
    ),
    "12.2": Function(
        title="the interval of a share",
        call="interval_of(solved, n)",
        outputs=("low", "high"),
        truth=INTERVAL,
        wrong=WRONG_INTERVAL,
        problems=_shares,
        stub="""
def interval_of(solved, n):
    low, high = 0.0, 0.0
    return low, high
""",
        accepted={
            "Your z has more digits than 1.96, which makes no difference here.": "z = 1.959963984540054",
        },
    ),
    "12.3": Choice(
        title="the conclusion that the numbers allow",
        right="b",
        replies={
            "a": "That is one run more of a hundred. That the two intervals overlap does not settle it, but the "
            "interval of their difference contains 0, so other seeds may turn it round.",
            "b": "The interval of ReLU ends below where the other two begin. Those two overlap, and the interval of "
            "their difference contains 0: which of them is better stays open.",
            "c": "The study had one data set, one size, one rate and one start. It says nothing beyond them.",
            "d": "That no difference was seen says less than: there is none. These runs cannot rule out a difference "
            "of 3 in 100.",
        },
    ),
    "12.4": Report(title="your own report"),
    "12.5": Choice(
        title="published code: the seed that works",
        right="c",
        replies={
            "a": "With the fixed seed it solves XOR each time, but that is one start, seen again and again.",
            "b": "Training with a right gradient gets stuck too: our own ReLU network does from about a third of its "
            "starts.",
            "c": "The seed was chosen because it works, so it says nothing about the others. And with a fixed seed "
            "every "
            "run begins at the same start, so the advice to run it again cannot help.",
            "d": "Each seed is a single run: 1 of 1, or 0 of 1. To judge the method, take many seeds and the share "
            "that solves XOR.",
        },
    ),
}
