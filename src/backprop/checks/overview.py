"""The summary: the exercises of the notebooks in hand, and how far the whole series is."""

import html
from dataclasses import dataclass

from backprop.checks.page import TEXT

TABLE = f"max-width:80ch;margin:8px 0;border-collapse:collapse;{TEXT}"  # wider than prose, so that a row is a line
CELL = "text-align:left;vertical-align:top;padding:2px 12px 2px 0;background:transparent;white-space:normal"
SOLVED, NOT_YET, WRONG, NOT_TRIED = "solved", "not yet", "not right yet", "not tried"
SIGNS = {SOLVED: "✓", NOT_YET: "…", WRONG: "✗"}  # for the eye; the words say the same


@dataclass(repr=False)
class Summary:
    """Which exercises are solved.

    notebooks  {"04": (what it is about, {"4.1": title, …}), …}: the whole series
    results    {"4.1": {"solved": True, "tries": 2, "said": …}, …}
    in_hand    the notebooks whose exercises are listed one by one, ["04"]
    notes      sentences to be added
    """

    notebooks: dict
    results: dict
    in_hand: list
    notes: tuple = ()

    def __repr__(self):
        lines = []
        for caption, _, rows in self._tables():
            lines += [caption, *(f"  {first} {about}: {', '.join(rest)}" for first, about, *rest in rows)]
        return "\n".join([*lines, *self.notes])

    def _repr_html_(self):
        notes = "".join(f"<p>{html.escape(note)}</p>" for note in self.notes)
        return "".join(_table(*table) for table in self._tables()) + notes

    def _tables(self):
        """(caption, heads, rows) of each table."""
        for name in self.in_hand:
            titles = self.notebooks[name][1]
            rows = [(number, title, *self._state(number)) for number, title in titles.items()]
            caption = f"Notebook {name}: {self._solved(titles)} exercises solved"
            yield caption, ("exercise", "about", "state", "tries"), rows
        every = [number for _, titles in self.notebooks.values() for number in titles]
        rows = [(name, about, self._solved(titles)) for name, (about, titles) in self.notebooks.items()]
        yield f"All notebooks: {self._solved(every)} exercises solved", ("notebook", "about", "solved"), rows

    def _solved(self, numbers):
        solved = [number for number in numbers if self.results.get(number, {}).get("solved")]
        return f"{len(solved)} of {len(numbers)}"

    def _state(self, number):
        """("solved", "2 tries"), or ("not tried",)."""
        if number not in self.results:
            return (NOT_TRIED,)
        found = self.results[number]
        state = SOLVED if found["solved"] else NOT_YET if found["said"].startswith("not yet.") else WRONG
        return state, "1 try" if found["tries"] == 1 else f"{found['tries']} tries"


def _table(caption, heads, rows):
    """An HTML table whose first column names the row; a short row is filled with empty cells."""
    head = "".join(f'<th scope="col" style="{CELL}">{name}</th>' for name in heads)
    body = "".join(_row(first, rest + [""] * (len(heads) - 1 - len(rest))) for first, *rest in rows)
    title = f'<caption style="text-align:left;font-weight:600;{TEXT}">{caption}</caption>'
    return f'<table style="{TABLE}">{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(first, rest):
    cells = "".join(f'<td style="{CELL}">{_with_sign(text)}</td>' for text in rest)
    return f'<tr style="background:transparent"><th scope="row" style="{CELL}">{first}</th>{cells}</tr>'


def _with_sign(text):
    sign = f'<span aria-hidden="true">{SIGNS[text]}</span> ' if text in SIGNS else ""
    return sign + html.escape(text)
