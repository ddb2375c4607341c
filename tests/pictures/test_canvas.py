"""A canvas that redraws only what moves, and what is settled only when it changes."""

import numpy as np
from matplotlib.figure import Figure

from backprop.pictures.picture import Canvas


def pixels(canvas):
    return np.asarray(canvas.agg.buffer_rgba()).copy()


def test_what_is_settled_is_drawn_again_without_the_bare_background():
    figure = Figure((2, 2))
    ax = figure.add_axes((0.2, 0.2, 0.7, 0.7))
    (moving,) = ax.plot([0, 1], [0, 1], zorder=3)
    canvas, drawn = Canvas(figure), []
    canvas.settle([ax.xaxis, ax.yaxis])
    whole, canvas.draw = canvas.draw, lambda: drawn.append(True) or whole()
    for right in (1, 2, 2):
        ax.set_xlim(0, right)
        if right > 1:
            canvas.settle([ax.xaxis, ax.yaxis])
        canvas.redraw([moving])
        quick = pixels(canvas)
        whole()
        assert (quick == pixels(canvas)).all()
    assert len(drawn) == 1
    canvas.forget()
    canvas.redraw([moving])
    assert len(drawn) == 2
