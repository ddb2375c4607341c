"""How a verdict and the summary look: a card and tables in a notebook, plain sentences everywhere else.

What is shown has both forms: `repr` is the plain one, which is all that a terminal prints and what stands beside the
HTML in a stored output. The HTML brings its styles with it and needs no script; its colours come from JupyterLab's
theme, and where they carry meaning a sign and a word say the same. White on them has a contrast of 5.3 : 1 or more.

Of what a judge says, `code` in backticks is set as code; it gets a line of its own if it is a whole line, if it ends
a line after a colon, or if its line is indented by four spaces.
"""

import html
import re
import sys
from dataclasses import dataclass
from itertools import groupby

CORRECT, NOT_YET, WRONG = ("✓", "Correct", "#007A5A"), ("…", "Not yet", "#6A6A6A"), ("✗", "Not right yet", "#B84300")
WIDTH = "60ch"  # a ch is the width of a 0, so a line has about 75 letters
TEXT = "color:var(--jp-content-font-color1,inherit);line-height:1.5"
CARD = (
    f"max-width:{WIDTH};margin:4px 0;padding:8px 12px;border:1px solid var(--jp-border-color1,#8A8A8A);"
    f"overflow-wrap:anywhere;{TEXT};border-left:5px solid"
)
BADGE = "display:inline-block;margin-right:8px;padding:0 8px;border-radius:3px;font-weight:600;color:#FFF;background:"
CODE = "font-family:var(--jp-code-font-family,monospace);background:var(--jp-layout-color2,rgba(128,128,128,0.15))"
BLOCK = f"margin:4px 0;padding:4px 8px;white-space:pre-wrap;overflow-wrap:anywhere;{CODE}"


def shell():
    """The IPython shell that runs, such as a notebook's kernel; None in plain Python."""
    ipython = sys.modules.get("IPython")
    return ipython and ipython.get_ipython()


def show(thing):
    """Put something on the page in both its forms; print it where there is no page."""
    running = shell()
    if not running:
        print(thing)
        return
    running.display_pub.publish(data={"text/plain": repr(thing), "text/html": thing._repr_html_()}, metadata={})


def kind(solved, said):
    """The sign, the word and the colour of a verdict."""
    return CORRECT if solved else NOT_YET if said.startswith("not yet.") else WRONG


@dataclass(repr=False)
class Verdict:
    """What is said of one answer.

    number, title  of the exercise
    solved, said   the verdict, "correct. …", "not yet. …" or what is wrong
    notes          sentences about something else, such as where progress is kept
    """

    number: str
    title: str
    solved: bool
    said: str
    notes: tuple = ()

    def __repr__(self):
        return "\n".join([f"Exercise {self.number}: {self.said}", *self.notes])

    def _repr_html_(self):
        sign, word, colour = kind(self.solved, self.said)
        text = re.sub(r"^(?:correct|not yet)\.\s*", "", self.said)  # the badge says it
        badge = f'<span style="{BADGE}{colour}"><span aria-hidden="true">{sign}</span> {word}</span>'
        name = f'<strong style="white-space:nowrap">Exercise {self.number}</strong>'
        head = f"{badge}{name}: {_with_code(self.title)}"
        parts = [_paragraph(head), *_paragraphs(text), *(_paragraph(_with_code(note)) for note in self.notes)]
        return f'<div role="status" style="{CARD} {colour}">{"".join(parts)}</div>'


def _paragraphs(text):
    """The lines of a text, as paragraphs and blocks of code."""
    pieces = [piece for line in text.split("\n") if line.strip() for piece in _pieces(line)]
    for is_code, run in groupby(pieces, lambda piece: piece[0]):
        texts = [text for _, text in run]
        if is_code:
            yield f'<pre style="{BLOCK}">{html.escape(chr(10).join(texts))}</pre>'
        else:
            yield from (_paragraph(_with_code(text)) for text in texts)


def _pieces(line):
    """[(is it code?, text), …] of a line."""
    if line.startswith("    "):
        return [(True, line[4:])]
    alone = re.fullmatch(r"(?:(.*:) )?`([^`]+)`\.?", line.strip())
    if not alone:
        return [(False, line)]
    return [(False, alone[1])] * bool(alone[1]) + [(True, alone[2])]


def _paragraph(content):
    return f'<p style="margin:4px 0">{content}</p>'


def _with_code(text):
    return re.sub(r"`([^`]+)`", rf'<code style="{CODE}">\1</code>', html.escape(text))
