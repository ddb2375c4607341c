"""What every panel is: controls, one picture, one sentence; any move ends in `update`."""

import asyncio
import threading
from contextlib import contextmanager
from itertools import groupby

import ipywidgets as widgets

from backprop.pictures.picture import Canvas, figure_html
from backprop.sliders.parts.cells import replace_in_cell
from backprop.sliders.parts.controls import Control, View, row

AFTER_CLOSE = {"error", "lock", "caption", "tasks", "training"}  # what a panel is left with
EDGE = 34  # pixels of a panel left and right of its picture

WITHOUT = (
    "<style>@keyframes backprop-late { from { visibility: hidden; } }</style>"
    '<p style="animation: backprop-late 3s step-end; line-height: 1.4">The panel cannot work here, most likely '
    "because the Jupyter server lacks the package anywidget, which it needs beside the kernel. Install it in the "
    "server's environment (<code>python -m pip install anywidget</code>), or ask whoever runs the server to, and load "
    "this page again.</p>"
)


class Panel(widgets.VBox):
    """Controls over one picture and one sentence.

    A subclass passes its figure and its rows of controls, and writes `draw`, which moves the artists to what the
    controls say and returns (moving artists, sentence, alternative text). The spines of the axes come by themselves.

    colours  what a later frame may be drawn in, beside the colours of the first
    error    the exception of the last move, or None; the panel says it in one sentence and stays usable

    Raises what the first drawing raises.
    """

    colours = ()

    def __init__(self, figure, rows):
        self.lock = threading.RLock()  # JupyterLab runs the callbacks on another thread than the cells
        self.error = None
        self.applying = False
        self.tasks = set()
        self.canvas = Canvas(figure)
        self.view = View(width=self.canvas.width)
        self.watched = [(control, control.watched) for control in _leaves(rows) if getattr(control, "watched", None)]
        for control, trait in self.watched:
            control.observe(self.update, trait)
        super().__init__([_without(), *_beside(rows), self.view])
        self.add_class("backprop-panel")
        self.layout.max_width = f"min(100%, {self.canvas.width + EDGE}px)"
        self.update()
        if self.error:
            raise self.error
        replace_in_cell(self)
        self.keep_still()

    def keep_still(self):
        """Take what is shown now as what a page without a kernel shows."""
        self.caption = self.view.sentence
        self.still = figure_html(self.canvas.encode(effort=8), self.view.alt, self.caption, self.canvas.width)

    def update(self, change=None, aloud=True):
        """Draw what the controls say. An exception becomes a sentence, and is kept in `error`.

        aloud  False where a screen reader is not to speak the sentence, since it will soon be another
        """
        with self.lock:
            if self.comm is None or self.applying:
                return
            try:
                moving, sentence, alt = self.frame()
                self.canvas.redraw(moving)
                png = self.canvas.encode(self.colours)
            except Exception as error:
                self.fail("This move", error)
                return
            self.error = None
            with self.view.hold_sync():
                self.view.png, self.view.alt, self.view.sentence, self.view.quiet = png, alt, sentence, not aloud
                self.view.width = self.canvas.width

    @contextmanager
    def apply(self):
        """While the panel itself sets controls, in a `with`, their moves draw nothing."""
        with self.lock:
            self.applying = True
            try:
                yield
            finally:
                self.applying = False

    def fail(self, what, error):
        """Keep an exception, and say in one sentence that something failed, such as "This move"."""
        if self.comm is None:
            return
        self.error, self.view.quiet = error, False
        self.view.sentence = f"{what} failed ({type(error).__name__}: {error}). Move a control to go on."

    def frame(self):
        """What `draw` returns, and the frames of all axes, which every picture is drawn under.

        It is of one state of the controls: another thread may move them while it draws.
        """
        while True:
            before = self._positions()
            moving, sentence, alt = self.draw()
            if self._positions() == before:
                return [*moving, *_spines(moving)], sentence, alt

    def _positions(self):
        return [getattr(control, trait) for control, trait in self.watched]

    def draw(self):
        raise TypeError(f"{type(self).__name__} has no draw: a panel says there what its controls mean")

    def start(self, coroutine):
        """Run a coroutine beside the cells, on the event loop of the calling thread; False where there is none.

        An exception in it becomes a sentence, as one in `draw` does.
        """
        try:
            task = asyncio.get_running_loop().create_task(coroutine)
        except RuntimeError:
            coroutine.close()
            return False
        self.tasks.add(task)
        task.add_done_callback(self._end)
        return True

    def _end(self, task):
        self.tasks.discard(task)
        if not task.cancelled() and task.exception():
            self.fail("What ran beside the page", task.exception())

    def close(self):
        """Take it off the page, end what it does beside the page, and give up its figure and what it has trained.

        A notebook keeps in `Out` what each of its cells has shown, so a panel outlives its place on the page.
        """
        if self.comm is None:
            return
        super().close()
        with self.lock:
            for task in self.tasks:
                if not task.get_loop().is_closed():
                    task.get_loop().call_soon_threadsafe(task.cancel)
            for name in [name for name in vars(self) if not name.startswith("_") and name not in AFTER_CLOSE]:
                delattr(self, name)
            self.children = ()

    def __repr__(self):
        return self.caption

    def _repr_mimebundle_(self, **kwargs):
        """The live panel, and beside it a still one for a page without a kernel."""
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": self.caption, "text/html": self.still}


def _spines(moving):
    """The lines round the axes of what moves, which would else lie over them."""
    axes = dict.fromkeys(artist.axes for artist in moving if artist.axes)
    return [spine for ax in axes if ax.axison for spine in ax.spines.values()]


def _without():
    """What shows only where our scripts do not run: their stylesheet hides it. It waits, so that it does not flash."""
    hint = widgets.HTML(WITHOUT)
    hint.add_class("backprop-without")
    return hint


def _beside(rows):
    """The rows, with controls that follow each other put side by side."""
    for are_controls, each in groupby(rows, lambda one: isinstance(one, Control)):
        group = list(each)
        yield from [row(*group)] if are_controls else group


def _leaves(rows):
    """Every control, out of the boxes it stands in."""
    for each in rows:
        if isinstance(each, widgets.Box):
            yield from _leaves(each.children)
        else:
            yield each
