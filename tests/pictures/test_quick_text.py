"""Words drawn by Pillow stand where matplotlib's own would stand; what Pillow cannot draw, matplotlib draws."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from backprop.pictures.picture import Canvas
from backprop.pictures.quick_text import quick_text

WORDS = "−0.0313 · W1[0, 0] gap"
PATCH = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "black"}


def inked(put):
    """(left, top, right, bottom) of what `put(axes)` draws, in pixels."""
    figure = Figure((4, 1))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    put(ax)
    canvas = Canvas(figure)
    canvas.draw()
    rows, columns = np.nonzero((np.asarray(canvas.agg.buffer_rgba())[..., :3] < 128).any(axis=2))
    return np.array([columns.min(), rows.min(), columns.max(), rows.max()])


@pytest.mark.parametrize("va", ["baseline", "bottom", "top", "center", "center_baseline"])
@pytest.mark.parametrize("ha", ["left", "center", "right"])
@pytest.mark.parametrize("more", [{}, {"weight": "bold"}, {"family": "monospace"}, {"bbox": PATCH}], ids=str)
def test_it_stands_where_matplotlib_puts_it(ha, va, more):
    look = {"ha": ha, "va": va, "fontsize": 9.5, **more}
    ours = inked(lambda ax: quick_text(ax, 0.5, 0.5, WORDS, **look))
    theirs = inked(lambda ax: ax.text(0.5, 0.5, WORDS, **look))
    assert np.abs(ours - theirs).max() <= 6, (ours, theirs)  # of 800 × 200 pixels: old releases set letters wider


@pytest.mark.parametrize("change", [{"text": "$x_1$"}, {"text": "two\nlines"}, {"rotation": 90}, {"clip_on": True}])
def test_matplotlib_draws_the_rest(monkeypatch, change):
    drawn = []
    monkeypatch.setattr(Text, "draw", lambda text, renderer: drawn.append(text.get_text()))
    canvas = Canvas(Figure((4, 1)))
    text = quick_text(canvas.agg.figure.add_axes((0, 0, 1, 1)), 0.5, 0.5, WORDS)
    text.draw(canvas.agg.get_renderer())
    assert not drawn
    text.set(**change)
    text.draw(canvas.agg.get_renderer())
    assert drawn == [text.get_text()]


def test_what_is_hidden_or_empty_leaves_no_ink():
    canvas = Canvas(Figure((4, 1)))
    ax = canvas.agg.figure.add_axes((0, 0, 1, 1))
    ax.axis("off")
    quick_text(ax, 0.5, 0.5, "")
    quick_text(ax, 0.5, 0.5, WORDS, visible=False)
    canvas.draw()
    assert (np.asarray(canvas.agg.buffer_rgba()) == 255).all()
