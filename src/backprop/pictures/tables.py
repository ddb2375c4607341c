"""Rows of words and numbers as an HTML table, which a screen reader can walk through."""

import html


def table(caption, heads, rows, style=""):
    """The table as text; the first entry of a row names it, and everything is shown letter by letter."""
    head = "".join(f'<th scope="col">{_text(words)}</th>' for words in heads)
    body = "\n".join(_row(*row) for row in rows)
    look = f' style="{style}"' if style else ""
    return (
        f"<table{look}>\n<caption>{_text(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _row(name, *cells):
    return f'<tr><th scope="row">{_text(name)}</th>{"".join(f"<td>{_text(cell)}</td>" for cell in cells)}</tr>'


def _text(words):
    return html.escape(str(words))
