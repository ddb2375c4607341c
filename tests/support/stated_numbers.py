"""The numbers that a text states, in digits or in words, and whether a cell printed them.

Stated as a result is a numeral of two digits or more; a per cent; both numbers of "8 of the 13" and of "one in twenty";
what says how many times ("four times", "a factor of three", "tenfold"); and a number in words above ten. A year, a
shape such as (4, 2), minutes, and the number of a figure, an equation, a section or a notebook are none.
"""

import ast
import re

ONES = "none one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
TENS = "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
WORDS = {word: n for n, word in enumerate(ONES.split())}
WORDS |= dict(zip(TENS.split(), [18, 19, *range(20, 100, 10)], strict=True))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
WORD = "|".join(sorted([*WORDS, *SCALES], key=len, reverse=True))
IN_WORDS = rf"\b(?:{WORD})(?:[ -](?:{WORD}))*(?=\b|fold)"
NUMERAL = r"(?<![\w.])\d+(?:[,_]\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?"
EITHER = rf"({NUMERAL}(?!\w)|{IN_WORDS})"
PER_CENT = r"(?: ?%| per cent)"
RESULTS = [
    rf"{EITHER}(?: out)? of (?:the |these |our |all )?{EITHER}",
    rf"{EITHER}(?: \w+)? in (?:every )?{EITHER}",
    rf"{EITHER} times\b",
    rf"{EITHER}fold\b",
    rf"factor of (?:about |nearly )?{EITHER}",
    rf"{EITHER}(?:,|–| to| and| or)? ?{EITHER}?{PER_CENT}",
]
NO_RESULT = [
    r"\\tag\{[^}]*\}",
    r"(?m:^#+ [\d.]+)",
    r"(?i:\b(?:figure|exercise|equation|notebook|section|python|numpy|version|hint)s? +\(?\d[\d.]*"
    r"(?:(?:,| \([^)]*\),?)?(?:,| and| to| or)? \d[\d.]*)*)",
    r"\(\d+, ?\d*\)",
    r"\b\d+(?:-\d+)+-\d+\b",
    r"\b\d+ (?:×|by) \d+\b",
    r"\b(?:19|20)\d\d\b",
    r"\b\d+(?: minutes| with everything)\b",
    r"(?i:\b(?:all|the|same|has) 17\b|\b(?:other|hold) 16\b)",  # the parameters of the 2-4-1 network, all and but one
    r"(?i:\b(?:one|both) of (?:the )?(?:two|four)\b|\b(?:few|several) (?:hundred|thousand|million)\b)",
    r"\b[\d.]+ · N\(0, 1\)|\(\d\.\d\)",  # the name of a start; the number of an equation
]
HIDDEN = (
    r"```.*?```|`[^`\n]*`|(?<=\])\([^)]*\)|\$\$.*?\$\$|<!-- the series.*?end of the series -->|"
    r"<details><summary>Hint.*?</details>|<[^>]*>"
)
SOURCED = r"[^.!?\n]*\]\(https?:[^)]*\)(?:\.(?! [A-Z])|[^.\n])*"  # a sentence with a link: what somebody else reports
ROUGHLY = r"(?i)\b(?:about|some|around|nearly|almost|roughly|over|more than|less than|under|near) $"


def value(written):
    """The number that digits or words stand for."""
    if written[0].isdigit():
        return float(re.sub("[,_]", "", written))
    total = last = 0
    for word in re.findall(r"[a-z]+", written.lower()):
        total, last = (total + (last or 1) * SCALES[word], 0) if word in SCALES else (total, last + WORDS[word])
    return float(total + last)


def values(text):
    """Every number in a piece of code or of output."""
    return [value(number) for number in re.findall(NUMERAL, text)]


def stated(text):
    """(as written, how far a result may be from it, whether in per cent) of each number that markdown states."""
    text = re.sub(SOURCED, " ", text)
    text = re.sub(HIDDEN, " ", text, flags=re.S).replace("{,}", ",")
    text = re.sub("|".join(NO_RESULT), " ", text)
    found = {}
    for pattern in RESULTS:
        for match in re.finditer(pattern, text, re.I):
            spans = [match.span(group + 1) for group in range(match.re.groups) if match[group + 1]]
            found |= dict.fromkeys(spans, PER_CENT in pattern)
    for match in re.finditer(rf"{NUMERAL}(?!\w)|{IN_WORDS}", text, re.I):
        if len(re.sub(r"\D", "", match[0])) > 1 or value(match[0]) > 10:
            found.setdefault(match.span(), False)
    return [(text[i:j], width(text[i:j], text[:i]), per_cent) for (i, j), per_cent in sorted(found.items())]


def width(written, before):
    """Half of the last digit that is meant: of 0.25 the second decimal, of "about 840,000" the ten thousands."""
    mantissa, _, power = written.lower().partition("e") if written[0].isdigit() else (written, "", "")
    decimals = len(mantissa.partition(".")[2])
    if re.search(ROUGHLY, before) and not decimals:
        digits = f"{value(mantissa):.0f}"
        decimals = len(digits.rstrip("0") or "0") - len(digits)
    return 0.5000001 * 10.0 ** (int(power or 0) - decimals)


def backed(number, evidence):
    """True if a number of the evidence, a list of floats, rounds to this one of `stated`."""
    written, far, per_cent = number
    scales = (1, 100) if per_cent else (1,)
    return any(abs(scale * found - value(written)) <= far for found in evidence for scale in scales)


def sentences_in(code):
    """The texts of ten words or more that a cell holds as strings: they state numbers, and print none."""
    return [node.value for node in _sentences(code)]


def without_sentences(code):
    """A cell's code without the lines that such texts stand on."""
    taken = {n for node in _sentences(code) for n in range(node.lineno, node.end_lineno + 1)}
    return "\n".join(line for n, line in enumerate(code.splitlines(), start=1) if n not in taken)


def _sentences(code):
    try:
        strings = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    except SyntaxError:  # a line for the notebook alone, such as %pip
        return []
    return [node for node in strings if isinstance(node.value, str) and len(node.value.split()) >= 10]
