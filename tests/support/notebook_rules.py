"""What is right or wrong by itself in a notebook, as far as a program can see: a sentence for every breach.

Nothing here counts words or lines: clarity decides how long a text is. The rule of numbers stands in `number_rule`.
"""

import re

from refresh import FOLDER, read

FORMULA = r"\$\$.*?\$\$|\$[^$\n]+\$"
ADDRESS = r"(?<=\])\([^)]*\)"
CODE = r"```.*?```|`[^`\n]*`"
AMERICAN = (
    r"behavior|favor|neighbor|color|labor\b|center|gray|analyz|modeling|modeled|labeled|labeling|math\b|"
    r"(?:optim|minim|maxim|initial|visual|general|normal|regular|recogn|real|vector)iz"
)
LEAKS = {
    "an address in memory": r"\b0x[0-9a-f]{6,}",
    "a path": r"(?<![\w<.])/(?:home|Users|tmp|usr|root|opt|var)/|\b[A-Z]:\\",
    "a time": r"\b\d+(?:\.\d+)? ?(?:ms|µs|us|ns|s|sec|seconds|minutes)\b",
    "a progress bar": r"\d%\|| it/s",
    "a widget without a still picture": r"\w+\((?:children|value)=",
}
SUMMARY = "checks.summary()"  # closes every notebook, and counts in no rhythm


class Notebook:
    """A committed notebook: its number in the series, its cells, and the two kinds of them."""

    def __init__(self, path, content=None):
        self.path = path
        self.number = int(path.name[:2])
        self.cells = (content or read(path)).cells
        self.markdown = [cell for cell in self.cells if cell.cell_type == "markdown"]
        self.code = [cell for cell in self.cells if cell.cell_type == "code"]
        self.text = "\n\n".join(cell.source for cell in self.markdown)

    def sections(self):
        """The cells from each heading of level 1 or 2 to the next."""
        found = [[]]
        for cell in self.cells:
            if cell.cell_type == "markdown" and re.match(r"##? ", cell.source):
                found.append([])
            found[-1].append(cell)
        return found


def without(text, *patterns):
    return re.sub("|".join(patterns), " ", text, flags=re.S)


def lines(cell):
    return [line for line in cell.source.splitlines() if line.strip()]


def headings(text):
    return re.findall(r"^(#+) +(.*)", without(text, r"```.*?```"), re.M)


def shown(cell):
    """What the outputs of a code cell show, as text, without the bytes of pictures and without styles."""
    found = []
    for output in cell.outputs:
        data = output.get("data", {})
        found += [output.get("text", ""), data.get("text/html", ""), data.get("text/plain", "")]
    return without("\n".join(found), r"data:image/[^\"' >]*", r' style="[^"]*"')


# The frame: for the lessons, not for their solutions.


def frame(nb):
    if [level for level, _ in headings(nb.text)].count("#") != 1 or not nb.cells[0].source.startswith("# "):
        yield "has not exactly one H1, at its very top"
    promised = [cell.source for cell in nb.markdown if "What you will be able to do" in cell.source]
    kept = nb.cells[-1].source
    bullets = [len(re.findall(r"^[-*] ", text, re.M)) for text in (promised[0] if promised else "", kept)]
    if not bullets[0] or bullets[0] != bullets[1] or "What you did" not in kept:
        yield f"promises {bullets[0]} bullets and closes with {bullets[1]} under What you did: the same ones"
    if not re.search(r"\]\([^)]+\.ipynb\)", kept):
        yield "ends without a link to the next notebook"
    if nb.cells[-2].source != SUMMARY:
        yield f"does not show {SUMMARY} right before What you did"


def exercises(nb):
    titles = [title for level, title in headings(nb.text) if title.startswith("Exercise ")]
    asked = [title.split()[1].rstrip(":") for title in titles]  # in any order: one may stand under Going further
    wanted = [f"{nb.number}.{m}" for m in range(1, len(asked) + 1)]
    if sorted(asked) != sorted(wanted):
        yield f"numbers its exercises {', '.join(asked)}: each of {', '.join(wanted)} once"
    tagged = exercise_cells(nb)
    if list(tagged) != [f"exercise-{number.replace('.', '-')}" for number in asked]:
        yield f"has exercises {asked} but cells tagged {list(tagged)}"
    for tag, cell in tagged.items():
        if "not yet" not in shown(cell).lower():
            yield f"does not say 'not yet' at {tag}, unsolved"
    answers = next(iter(FOLDER.glob(f"solutions/{nb.path.name[:2]}_*.ipynb")), None)
    if tagged and (answers is None or set(exercise_cells(Notebook(answers))) != set(tagged)):
        yield "and its solutions do not hold the same exercises"


def exercise_cells(nb):
    """{"exercise-4-1": cell, …}"""
    tags = [(tag, cell) for cell in nb.code for tag in cell.metadata.get("tags", [])]
    return {tag: cell for tag, cell in tags if tag.startswith("exercise-")}


# What holds for the solutions too.


def size(nb):
    if (found := nb.path.stat().st_size) >= 320_000:
        yield f"is {found} bytes: under 320,000"


def heading_levels(nb):
    last = 0
    for level, title in headings(nb.text):
        if len(level) > last + 1:
            yield f"skips a level at {title!r}"
        last = len(level)


def links(nb):
    for address in re.findall(r"\]\(([^)#\s]+)[^)]*\)", without(nb.text, CODE)):
        if not re.match(r"\w+:", address) and not (nb.path.parent / address).exists():
            yield f"links to {address}, which is not there"


def captions(nb):
    count = 0
    for before, cell in zip([None, *nb.cells], nb.cells, strict=False):
        for number in re.findall(r"^\*\*Figure ([\d.]+)\.\*\*", cell.source, re.M):
            count += 1
            if number != f"{nb.number}.{count}":
                yield f"has Figure {number} where {nb.number}.{count} should stand"
            if not has_picture(cell) and not (before and has_picture(before)):
                yield f"has Figure {number} after no figure"


def has_picture(cell):
    return bool(re.search(r"<img|<svg|!\[", shown(cell) if cell.cell_type == "code" else cell.source))


def alternatives(nb):
    for cell in nb.code:
        for output in cell.outputs:
            if any(kind.startswith("image/") for kind in output.get("data", {})):
                yield f"shows a picture without `picture`, and so without alternative text: {cell.source[:40]!r}"
    everything = "\n".join([nb.text, *(shown(cell) for cell in nb.code)])
    for tag in re.findall(r"<img\b[^>]*>", everything):
        if not re.search(r"\balt=([\"']).*?[^\s].*?\1", tag):
            yield f"has a picture with no alternative text: {tag[:60]}"
    if re.search(r"!\[\s*\]", nb.text):
        yield "has a picture with no alternative text in markdown"


def habits(nb):
    banned = r";\s*$|^\s*[%!] ?(pip|conda|uv)\b|pyplot|import \*|random\.seed|np\.random\.(?!default_rng|Generator)"
    for cell in nb.code:
        allowed = "np.random.seed(" if "lab_sheet." in cell.source else "\n"  # the sheet can be seeded in no other way
        for line in lines(cell):
            if found := re.search(banned, line.replace(allowed, "")):
                yield f"has {found[0].strip()!r} in a code cell: {line.strip()!r}"
            if len(line) > 100:
                yield f"has a line of code of {len(line)} characters, at most 100: {line.strip()[:40]!r}"


def outputs(nb):
    for cell in nb.code:
        where = repr(cell.source[:40])
        if any(output.output_type == "error" or output.get("name") == "stderr" for output in cell.outputs):
            yield f"stores an error or a warning: {where}"
        if any("data" in output and not output.data for output in cell.outputs):
            yield f"stores an output that shows nothing without a kernel: {where}"
        for what, pattern in LEAKS.items():
            if found := re.search(pattern, shown(cell)):
                yield f"stores {what}, {found[0]!r}: {where}"


def spelling(nb):
    for word in re.findall(rf"\b\w*(?:{AMERICAN})\w*", without(nb.text, CODE, FORMULA, ADDRESS, r"<[^>]+>"), re.I):
        yield f"is written in British English, but has {word!r}"


LESSONS = [frame, exercises]
EVERYWHERE = [size, heading_levels, links, captions, alternatives, habits, outputs, spelling]
