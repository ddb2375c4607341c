"""The exercises of notebook 12, your lab report."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

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
    "This is p ± z √(p (1 − p) / n). For 1 solved run of 1 it gives 100 % to 100 %, as if one run were proof. Equation "
    "12.2 has terms with z² too, and they are missing.":
        [PLAIN, f"{PLAIN}; low = max(0, middle - half); high = min(1, middle + half)"],
    "Your interval is too narrow. Either z is missing from it, or you have set z to 1. It has to be 1.96.":
        ["z = 1", f"z = 1; {PLAIN}", f"z = 1; {PLAIN}; low = max(0, middle - half); high = min(1, middle + half)"],
    "Your interval is nearly right, but the exercise asks for z = 1.96, not 2.":
        "z = 2",
    "Your z, about 1.645, belongs to an interval of 90 %. For 95 %, z is 1.96.":
        ["z = 1.645", "z = 1.6448536", "z = 1.64", "z = 1.65"],
    "Your z, about 2.58, belongs to an interval of 99 %. For 95 %, z is 1.96.":
        ["z = 2.58", "z = 2.576", "z = 2.5758293"],
    "The square root is missing in the half width. It has to be taken of the whole sum of the two terms.":
        "half = z * (p * (1 - p) / n + z ** 2 / (4 * n ** 2)) / below",
    "The division by 1 + z²/n, the denominator of equation 12.2, is missing.":
        "below = 1",
    "You divide only one of the two parts by 1 + z²/n. The middle and the half width both have to be divided.":
        ["middle = p + z ** 2 / (2 * n)", "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))"],
    "Python divides by 1 and then adds z²/n, because a division comes before an addition. Put brackets round 1 + z²/n.":
        "middle = p + z ** 2 / (2 * n) + z ** 2 / n; half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2))",
    "Python reads z**2 / 2 * n from left to right, as z²/2 times n. Put brackets round 2 * n, and round 4 * n**2.":
        ["middle = (p + z ** 2 / 2 * n) / below; half = z * np.sqrt(p * (1 - p) / n + z ** 2 / 4 * n ** 2) / below",
         "middle = (p + z ** 2 / 2 * n) / below", "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / 4 * n ** 2) / below"],
    "The factor z before the square root of equation 12.2 is missing.":
        "half = np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n ** 2)) / below",
    "You use z where equation 12.2 has z². The square stands in three places: in 1 + z²/n, in z²/(2n) and in z²/(4n²).":
        "below = 1 + z / n; middle = (p + z / (2 * n)) / below; half = z * np.sqrt(p * (1 - p) / n + z / (4 * n ** "
        "2)) / "
        "below",
    "Your square root ends too early. The term z²/(4n²) has to stand under it too.":
        "half = (z * np.sqrt(p * (1 - p) / n) + z ** 2 / (4 * n ** 2)) / below",
    "Under the square root, p (1 − p) has to be divided by n, and this division is missing.":
        "half = z * np.sqrt(p * (1 - p) + z ** 2 / (4 * n ** 2)) / below",
    "The 2 is missing in the middle. Equation 12.2 has z²/(2n) there.":
        "middle = (p + z ** 2 / n) / below",
    "The square of n is missing under the square root. Equation 12.2 has z²/(4n²) there.":
        "half = z * np.sqrt(p * (1 - p) / n + z ** 2 / (4 * n)) / below",
    "You put the shifted middle under the square root. Equation 12.2 has p = solved / n there, and n instead of n + "
    "z².":
        "half = z * np.sqrt(middle * (1 - middle) / (n + z ** 2))",
    "You return the middle and the half width. The ends of the interval are middle − half and middle + half.":
        "low = middle; high = half",
    "You return per cent, but the exercise asks for shares, which are numbers from 0 to 1.":
        "low = 100 * (middle - half); high = 100 * (middle + half)",
    "You return numbers of runs. Divide them by n to get shares.":
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
            raise NotYet("There is no corrected line here yet.")
        if not isinstance(answer, str):
            raise Mistaken("Give the corrected line itself, as a text in quotation marks.")
        for fault, says in self.faults.items():
            if fault in answer:
                raise Mistaken(says)
        parts = [part.rstrip(",;") for part in re.sub(r"\s+=\s+", "=", answer.strip("\"'` \n")).split()]
        pairs = [part.partition("=")[::2] for part in parts]
        self._compare(dict(pairs))
        if twice := [name for name in self.right if [found for found, _ in pairs].count(name) > 1]:
            raise Mistaken(
                f"{listed(twice)} {'stands' if len(twice) == 1 else 'stand'} in the line twice. Take one out."
            )
        return "The line now describes the experiment that was meant."

    def _compare(self, found):
        if missing := [name for name in self.right if name not in found]:
            verb = "is" if len(missing) == 1 else "are"
            raise Mistaken(f"{listed(missing)} {verb} missing. Every setting is written as name=value.")
        if others := [name for name in found if name not in self.right]:
            verb = "is no setting" if len(others) == 1 else "are no settings"
            raise Mistaken(f"{listed(others)} {verb} of an experiment. Its settings are {listed(list(self.right))}.")
        for name, value in self.right.items():
            if not _same(found[name], value):
                raise Mistaken(f"The line says {name}={found[name][:40]}, but {name}={value} was meant.")
            if isinstance(value, int) and not found[name].isdigit():
                raise Mistaken(f"{name} has to be a whole number. Write it as {value}, not as {found[name]}.")


def _same(text, value):
    try:
        return float(text) == float(value)
    except ValueError:
        return text.lower() == str(value).lower()


@dataclass(frozen=True)
class Report:
    """A lab report of the learner's own: all parts, many seeds, a figure that can be heard, numbers of the study."""

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
            raise Mistaken("Give the report itself, which is what LabReport(…) returns.")
        if np.ndim(getattr(report.outcome, "mse", None)) != 2:
            raise Mistaken(
                "The report contains no outcome of a study. Write LabReport(my_outcome, …), with my_outcome = "
                "Study(…).run()."
            )
        _demand_parts(report)
        seeds = np.shape(report.outcome.mse)[1]
        self._demand_seeds(seeds)
        _demand_figure(report.figures)
        _demand_text(report)
        _demand_facts(str(report.conclusion), report.outcome)
        return (
            f"The report has all five parts, {seeds} seeds for each value, and a figure with its alternative text. "
            "Whether the conclusion is true is for you to judge."
        )

    def _demand_seeds(self, seeds):
        if seeds == 1:
            raise Mistaken(
                "The study has only one seed, and one seed says nothing about the others. Give it seeds=100."
            )
        if seeds < self.fewest:
            raise Mistaken(
                f"With {seeds} seeds the interval of a share is very wide. Take {self.fewest} seeds or more, better "
                "100."
            )


PARTS = ("question", "prediction", "conclusion")


def _demand_parts(report):
    if empty := [name for name in PARTS if not str(getattr(report, name)).strip()]:
        verb = "is" if len(empty) == 1 else "are"
        raise NotYet(f"The report is not complete: the {listed(empty)} {verb} still to be written.")


def _demand_figure(figures):
    if not figures:
        raise NotYet(
            "The figure is missing. Write figures=[figures.shares(my_outcome)], or put in a Picture of your own."
        )
    for picture in figures:
        if not any(letter.isdigit() for letter in picture.alt):
            raise Mistaken(
                "The alternative text of a figure contains no number. Say what the picture shows, with its numbers."
            )


def _demand_text(report):
    if not str(report.question).strip().endswith("?"):
        raise Mistaken("The question does not end with a question mark. What should the runs answer?")
    texts = [" ".join(str(getattr(report, name)).split()) for name in PARTS]
    if len(set(texts)) < len(texts):
        raise Mistaken(
            "Two of your texts are the same. The question asks, the prediction says what you expect before "
            "the runs, and the conclusion says what you found."
        )
    if not any(letter.isdigit() for letter in texts[-1]):
        raise Mistaken("The conclusion contains no number. Give the counts from the table, with their intervals.")


def _demand_facts(conclusion, outcome):
    """Raises a Finding for a count or a percentage of the conclusion that does not follow from the study."""
    if not hasattr(outcome, "solved"):
        return
    seeds, solved = np.shape(outcome.mse)[1], [int(count) for count in outcome.solved]
    for text, count, n in re.findall(r"((\d+)\s+(?:out of|of the|of|/)\s+(\d+))", conclusion):
        if int(n) == seeds and int(count) not in {*solved, *(seeds - each for each in solved)}:
            raise Mistaken(f"The conclusion says {text}, but {_table(outcome, seeds)}")
    allowed = _percentages(outcome, solved, seeds)
    for text in re.findall(r"\d+(?:[.,]\d+)?(?=\s*(?:%|per ?cent))", conclusion):
        number, digits = float(text.replace(",", ".")), len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
        if not any(abs(number - each) <= 0.5001 * 10.0**-digits for each in allowed):
            raise Mistaken(f"The conclusion says {text} %, but {_table(outcome, seeds)}")


def _percentages(outcome, solved, seeds):
    """What a conclusion may quote: shares solved and not solved, their differences, the ends of the intervals, 95."""
    shares = [100 * count / seeds for count in solved]
    ends = [100 * end for pair in outcome.intervals for end in pair]
    differences = [abs(one - other) for one in shares for other in shares]
    ends += [abs(100 * end) for pair in _intervals_of_differences(outcome, solved, seeds) for end in pair]
    return [95.0, *shares, *(100 - share for share in shares), *ends, *differences]


def _intervals_of_differences(outcome, solved, seeds):
    """(low, high) for every two values: by equation 12.3, from pairs, and as if the runs were independent."""
    won = np.asarray(outcome.mse) < getattr(getattr(outcome, "study", None), "goal", 0.01)
    for (one, first), (other, second) in combinations(zip(won.astype(float), solved, strict=True), 2):
        d, p, q = one - other, first / seeds, second / seeds
        for middle, half in (
            (d.mean(), 1.96 * d.std(ddof=1) / np.sqrt(seeds)),
            (p - q, 1.96 * np.sqrt((p * (1 - p) + q * (1 - q)) / seeds)),
        ):
            yield middle - half, middle + half


def _table(outcome, seeds):
    counts = [f"{count} of {seeds}" for count in outcome.solved]
    return (
        f"this number does not follow from the study, in which {listed(counts)} runs are solved. Quote a count or a "
        "percentage from its table, or an interval of a difference."
    )


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
            "0,5": "The rate is still written as 0,5. In this text, as in Python, a number has a point and no comma.",
            "four": "The number of hidden units is still written as a word. Write it in digits.",
            "sead": "The line still contains sead, which is no setting. Which setting was meant?",
            "5,000": "The epochs are written as 5,000. Leave the comma out.",
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
            "a": "Sigmoid solves one run in a hundred more than tanh. The interval of this difference goes from −2 to "
            "4 % and contains 0, so with other seeds tanh may come out ahead. Look for a difference whose interval "
            "does not contain 0.",
            "b": "The interval of ReLU ends below the place where the other two begin, and the sentence speaks of "
            "these settings only. The interval of the difference of sigmoid and tanh contains 0, so it stays open "
            "which of these two is better.",
            "c": "The study had one data set, one size, one rate and one start. It says nothing about ReLU with other "
            "settings, and this sentence names no settings at all.",
            "d": "If a study cannot show a difference, the difference may still exist. The interval goes from −2 to 4 "
            "%, so these runs cannot rule out a difference of 3 runs in 100.",
        },
    ),
    "12.4": Report(title="your own report"),
    "12.5": Choice(
        title="published code: the seed that works",
        right="c",
        replies={
            "a": "With the fixed seed it solves XOR every time, but each time this is the same start. It says nothing "
            "about the starts of other seeds.",
            "b": "Training with a correct gradient can get stuck too. Our own ReLU network gets stuck from about a "
            "third of "
            "its starts, although nothing is wrong with its gradient.",
            "c": "The seed was chosen because it works, so it says nothing about other seeds. And with a fixed seed "
            "every run begins at the same start, so the advice to run the program again cannot help.",
            "d": "One failure proves as little as one success, because each seed is a single run, 0 of 1 or 1 of 1. "
            "To judge the method, take many seeds and compute the share of them that solve XOR.",
        },
    ),
}
