"""A lab report of notebook 12, checked: its state is run again, its conclusion's numbers are looked up in its table."""

import html
import itertools
import re
from dataclasses import dataclass

import numpy as np

from backprop.experiments import Study
from backprop.experiments.lab_report import result_rows

MOST = 3e9  # activations of hidden units: about half a minute here, and no report of the course needs a tenth of it
DRAWN = 200  # drawing a network's start takes as long as so many of its steps
QUESTION, RESULT, CONCLUSION = "<h2>Question</h2>", "<h2>Result</h2>", "<h2>Conclusion</h2>"
STATE, VERSIONS = 'state = "', "<caption>Versions</caption>"
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:e[-+]?\d{1,3})?(?!\w)", re.I)
PLACE = re.compile(r"\b(?:notebooks?|exercises?|equations?|eq\.|sections?|figures?|seed)\s+\d+(?:\.\d+)*", re.I)
ALWAYS = (0, 1, 95)  # "contains 0", "1 hidden unit", "the 95 % interval"


@dataclass
class Report:
    """What a page says of itself, as text; `rows` are those of its table, `numpy` the version it was written with."""

    state: str
    rows: list
    conclusion: str
    question: str
    numpy: str

    @classmethod
    def from_page(cls, page):
        """From the text of the page. LabReport escapes what a student writes, so no text of theirs can be a mark."""
        versions = {row[0]: row[-1] for row in _rows(page, VERSIONS) if row}
        return cls(
            state=html.unescape(_between(page, STATE, '"')),
            rows=_rows(page, RESULT),
            conclusion=_text(page, CONCLUSION),
            question=_text(page, QUESTION),
            numpy=versions.get("NumPy", ""),
        )


def _between(page, start, end):
    return page.partition(start)[2].partition(end)[0]


def _text(page, heading):
    """What stands under a heading, its paragraphs one below the other."""
    return html.unescape(_between(page, heading, "<h2>").replace("</p>", "\n").replace("<p>", "")).strip()


def _rows(page, start):
    """The texts of each row in the body of the table that follows."""
    return [_cells(row) for row in _between(page, start, "</table>").partition("<tbody>")[2].split("<tr>")[1:]]


def _cells(row):
    parts = [part.partition(">")[2] for part in re.split("<t[hd]", row)[1:]]
    return tuple(html.unescape(part.partition("</t")[0]) for part in parts)


class Studies:
    """The studies that reports name, each run once however many reports name it.

    tell  is called with a sentence before a study that takes a while
    """

    def __init__(self, tell=lambda sentence: None):
        self.tell = tell
        self._outcomes = {}

    def outcome(self, state):
        """The Outcome of a state. Raises ValueError that says why there is none."""
        if state not in self._outcomes:
            self._outcomes[state] = self._run(state)
        if isinstance(found := self._outcomes[state], ValueError):
            raise found
        return found

    def _run(self, state):
        try:
            study = Study.from_text(state)
            if (work := cost(study)) > MOST:
                return ValueError(f"running it again takes {work / MOST:,.1f} times as long as is allowed here")
            self.tell(f"running a study again: {study.text}")
            return study.run()
        except Exception as error:  # whatever a stranger's text may bring about
            return ValueError(f"its state gives no study, because {error}")


def cost(study):
    """How many activations of hidden units a study computes."""
    sizes = study.values if study.vary == "hidden" else [study.base.hidden] * len(study.values)
    epochs = study.values if study.vary == "epochs" else [study.base.epochs] * len(study.values)
    examples = study.base.examples()[0].shape[1]
    return sum(h * (e + DRAWN) for h, e in zip(sizes, epochs, strict=True)) * len(study.seeds) * examples


def verdict(report, studies):
    """(what running its state again showed, what its conclusion's numbers are), a sentence each."""
    try:
        outcome = studies.outcome(report.state)
    except ValueError as error:
        return f"Not checked: {error}.", numbers(report, None)
    return again(report, result_rows(outcome)), numbers(report, outcome)


def again(report, rows):
    """What a comparison of the page's table with these rows shows."""
    if report.rows == rows:
        return "The same numbers."
    written = f" It was written with NumPy {report.numpy}, and this is {np.__version__}."
    version = written if report.numpy != np.__version__ else ""
    if [(row[:1], len(row)) for row in report.rows] != [(row[:1], len(row)) for row in rows]:
        return f"The table has other rows than its state gives.{version}"
    differ = [(one, other) for one, other in zip(report.rows, rows, strict=True) if one != other]
    said, found = next(pair for pair in zip(*differ[0], strict=True) if pair[0] != pair[1])
    which = f"{len(differ)} of {len(rows)} rows differ. At {differ[0][0][0]} the page says {said}"
    return f"{which}, and its state gives {found}.{version}"


def numbers(report, outcome):
    """Whether the conclusion's numbers stand in the table, or follow from it; without an outcome less can follow."""
    said = [match[0] for match in NUMBER.finditer(PLACE.sub("", report.conclusion))]
    if not said:
        return "The conclusion holds no number."
    known = np.abs([*ALWAYS, *_stated(report), *(_derived(outcome) if outcome else ())])
    strange = [text for text in dict.fromkeys(said) if not any(_stands(value, known) for value in _readings(text))]
    if strange:
        return f"To look at, because they do not follow from the table: {', '.join(strange)}."
    return f"All {len(said)} follow from the table." if len(said) > 1 else "Its one number follows from the table."


def _readings(text):
    """What a text may say, as decimal numbers: 1,234 is a thousand or a little more than one."""
    found = {text.replace(",", ""), text.replace(",", ".")}
    return [reading for reading in found if reading.count(".") < 2]


def _stands(reading, known):
    """True if a known number, rounded as the reading is, is the reading."""
    digits, _, exponent = reading.lower().partition("e")
    unit = 10.0 ** (min(int(exponent or 0), 300) - len(digits.partition(".")[2]))
    return bool(np.any(np.abs(known - float(reading)) <= 0.5001 * unit))


def _stated(report):
    """The numbers of the table and of the state."""
    texts = [*itertools.chain(*report.rows), report.state.replace("-", " ")]
    return [float(text) for each in texts for text in re.findall(r"\d+(?:\.\d+)?(?:e[-+]?\d{1,3})?", each)]


def _derived(outcome):
    """What follows from the runs: shares, and of every two rows the difference and its interval (notebook 12.3)."""
    solved = (outcome.mse < outcome.study.goal).astype(float)
    n = solved.shape[1]
    shares = [*solved.mean(axis=1), *(1 - solved.mean(axis=1))]
    pairs = [one - other for one, other in itertools.combinations(solved, 2)]
    differences = [d.mean() for d in pairs]
    halves = [1.96 * d.std(ddof=1) / np.sqrt(n) if n > 1 else 0.0 for d in pairs]
    ends = [d + sign * half for d, half in zip(differences, halves, strict=True) for sign in (-1, 1)]
    parts = np.array([*shares, *itertools.chain(*outcome.intervals), *differences, *ends])
    return [*parts, *100 * parts, *n * np.array([*shares, *differences]), *np.median(outcome.mse, axis=1), n]
