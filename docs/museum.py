"""The museum of the world: wrong lines that people posted, read by `datasets.museum` and written as museum.md.

python docs/museum.py   writes the page anew
"""

from collections import Counter, defaultdict
from pathlib import Path

from backprop import datasets

HERE = Path(__file__).parent
PAGE = HERE / "museum.md"

FORWARD = {"z1": "W1 @ X + b1", "a1": "sigmoid(z1)", "z2": "W2 @ a1 + b2", "a2": "sigmoid(z2)"}
BACKWARD = {
    "dz2": "(a2 - y) / n",
    "dW2": "dz2 @ a1.T",
    "db2": "dz2.sum(axis=1, keepdims=True)",
    "da1": "W2.T @ dz2",
    "dz1": "da1 * a1 * (1 - a1)",
    "dW1": "dz1 @ X.T",
    "db1": "dz1.sum(axis=1, keepdims=True)",
}
CHAIN = {
    "a1": "sigmoid(w1 * x)", "a2": "sigmoid(w2 * a1)", "a3": "sigmoid(w3 * a2)",
    "da3": "2 * (a3 - y)", "dz3": "da3 * a3 * (1 - a3)", "dw3": "dz3 * a2",
    "da2": "w3 * dz3", "dz2": "da2 * a2 * (1 - a2)", "dw2": "dz2 * a1",
    "da1": "w2 * dz2", "dz1": "da1 * a1 * (1 - a1)", "dw1": "dz1 * x",
}  # fmt: skip
RIGHT = {  # the right lines of each exercise; examples are columns
    "1.2": FORWARD,
    "2.1": {"slope": "(f(x + h) - f(x - h)) / (2 * h)"},
    "2.2": {
        "x": "np.array(start, dtype=float)",
        "above": "moved(x.copy(), h)",
        "below": "moved(x.copy(), -h)",
        "slope": "(f(above) - f(below)) / (2 * h)",
    },
    "3.1": FORWARD | BACKWARD | {"dz2": "2 * (a2 - y) * a2 * (1 - a2)"},
    "3.3": CHAIN,
    "4.2": FORWARD | BACKWARD,
    "5.3": FORWARD | BACKWARD,
    "5.4": FORWARD | BACKWARD | {"a1": "np.maximum(z1, 0)", "dz1": "da1 * (z1 > 0)"},
    "6.1": {
        "a2": "sigmoid(z2)",
        "J": "((a2 - y) ** 2).mean()",
        "dz2": "2 * (a2 - y) * a2 * (1 - a2) / y.size",
    },
    "6.2": {
        "a2": "sigmoid(z2)",
        "J": "-(y * np.log(a2) + (1 - y) * np.log(1 - a2)).sum() / n",
        "dz2": "(a2 - y) / n",
    },
    "7.3": {"new": "value - learning_rate * gradient"},
    "10.1": {
        "tanh": "np.tanh(u)",
        "of_tanh": "1 - np.tanh(u) ** 2",
        "leaky": "np.where(u > 0, u, alpha * u)",
        "of_leaky": "np.where(u > 0, 1, alpha)",
    },
    "10.4": {"e": "w * x", "J": "e * e", "de": "2 * e", "dw": "de * x"},
    "11.1": {"a": "np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(axis=0)"},
    "11.2": {"a": "softmax(z)", "da": "-y / a / n", "dz": "(a - y) / n"},
}

INTRODUCTION = """\
# The museum of the world

Everybody who writes backpropagation by hand gets it wrong at some point. This page lists {rows} wrong lines that
people posted in public: in issues and pull requests, in questions, and in code that others copy. Each of them stands
here in the notation of these notebooks, where examples are columns, so that you can read it beside the right line, and
so that a test can run it and see that it is wrong. Nobody's code and nobody's sentences are copied; the addresses say
where the mistake was found.

The {rows} lines come from {addresses} addresses. Not all of these are independent: {shared} lines go back to
{sources} texts that stand at several addresses or hold several mistakes, because code was copied or because several
readers report one book. They name their source, and if each source counts once for each mistake in it, {independent}
lines remain. In {published} of the lines, what was published was wrong. In {asked} somebody asks what is wrong with
their own attempt. In {proposed} a reader proposes a correction that is wrong itself, most often of something that was
right. That last kind is worth a moment, because it shows that a line can only be judged together with what it is given
and with the loss that it belongs to.

How often a mistake stands here depends on how we searched: in stored copies of public pages, issue threads and files,
for words such as *sum*, *slope* or *transpose*. The list shows which mistakes people make, but it is no survey of how
common each one is. `datasets.museum()` gives the data, and
`python docs/museum.py` writes this page from them.
"""
FREQUENT = """
## What goes wrong, the most frequent first

Where one mistake was written in several ways, the table shows the one that was found most often.

| mistake | lines | as posted | as it should be | found, for example, at |
|---|---|---|---|---|
"""
ALL = """
## All of them

The number of the exercise says which loss and which network the line belongs to, and where you can try it.

| | exercise | what was wrong | the line | where |
|---|---|---|---|---|
"""


def lines_of(row):
    """The posted lines of a row, {name: expression}."""
    return dict(line.split(" = ", 1) for line in row["lines"].split("; "))


def right_lines(row):
    """What should stand in place of the posted lines, {name: expression}."""
    return {name: RIGHT[row["exercise"]][name] for name in lines_of(row)}


def page():
    """The text of museum.md."""
    found = datasets.museum()
    by_kind = defaultdict(list)
    for row in found:
        by_kind[row["kind"]].append(row)
    most_first = sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0]))
    frequent = "".join(_frequent(kind, of_kind) for kind, of_kind in most_first)
    return INTRODUCTION.format(**counts(found)) + FREQUENT + frequent + ALL + "".join(map(_entry, found))


def counts(found):
    """How many rows, addresses, copies and roles there are, as a dict of ints."""
    who = Counter(row["who"] for row in found)
    copies = [row for row in found if row["source"]]
    texts = {(row["source"], row["kind"]) for row in copies}
    return {
        "rows": len(found),
        "addresses": len({row["address"] for row in found}),
        "shared": len(copies),
        "sources": len({row["source"] for row in copies}),
        "independent": len(found) - len(copies) + len(texts),
        "published": who["published"],
        "asked": who["asked"],
        "proposed": who["proposed"],
    }


def _frequent(kind, of_kind):
    (usual, _), *_ = Counter(row["lines"] for row in of_kind).most_common(1)
    row = next(row for row in of_kind if row["lines"] == usual)
    where = ", ".join(map(_link, _examples(of_kind)))
    return f"| {kind} | {len(of_kind)} | {_code(lines_of(row))} | {_code(right_lines(row))} | {where} |\n"


def _examples(of_kind):
    """Up to three rows, of different sources first."""
    independent = {row["source"] or row["address"]: row for row in reversed(of_kind)}
    return list(reversed(independent.values()))[:3]


def _entry(row):
    marks = {"asked": " (asked)", "proposed": " (proposed)"}
    source = f" Source: {row['source']}." if row["source"] else ""
    what = f"{row['what']}{marks.get(row['who'], '')}{source}"
    return f"| {row['id']} | {row['exercise']} | {what} | {_code(lines_of(row))} | {_link(row)} |\n"


def _code(lines):
    return "<br>".join(f"`{name} = {expression}`" for name, expression in lines.items()).replace("|", "\\|")


def _link(row):
    return f"[{_short(row['address'])}]({row['address']})"


def _short(address):
    """owner/name#12 for an issue or a pull request, owner/name for a file, the host for a page."""
    host, _, path = address.removeprefix("https://").partition("/")
    parts = path.split("/")
    if host != "github.com":
        return host
    return "/".join(parts[:2]) + (f"#{parts[3]}" if parts[2] in {"issues", "pull"} else "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
