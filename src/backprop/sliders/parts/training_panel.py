"""A panel whose networks train beside the page: in slices on the event loop, between which every move is answered."""

import asyncio
import time

from backprop.sliders.parts.panel import Panel

FRAME = 0.25  # seconds between two pictures of growing curves


class TrainingPanel(Panel):
    """A subclass calls `train_beside` in its `draw`, and writes what follows.

    trained   the progress line at the end
    work      () -> an iterator that trains one slice, some milliseconds, and then yields, until nothing is left; it
              looks at the controls before each slice, since they may have moved
    ready     () -> whether all that the picture shows is trained
    progress  () -> the progress line meanwhile
    """

    trained = ""

    def __init__(self, figure, rows):
        self.training = set()  # the event loops that are at it
        self.grows = False  # whether the last picture showed something unfinished
        super().__init__(figure, rows)

    def train_beside(self):
        """Go on training on this thread's event loop, if it is not at it yet; where there is none, until ready."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop, work = None, self.work()
            while not self.ready() and _slice(work):
                pass
        self.grows = not self.ready()
        if self.grows:
            self.view.progress = self.progress()
        if loop and loop not in self.training:
            self.training.add(loop)
            self.start(self._train(loop))

    async def _train(self, loop):
        work, shown = self.work(), time.monotonic()
        try:
            while self._advance(work):
                if time.monotonic() - shown > FRAME or (self.grows and self.ready()):
                    self._look()
                    shown = time.monotonic()
                await asyncio.sleep(0)
        except Exception as error:
            self.fail("The training", error)
            self.view.progress = ""
        finally:
            self.training.discard(loop)

    def _advance(self, work):
        """Train one slice; False, once and for all, where nothing is left."""
        with self.lock:
            left = _slice(work)
        if not left:
            self.view.progress = self.trained
        return left

    def frame(self):
        """That of a Panel; while what it shows still trains, its words say so."""
        moving, sentence, alt = super().frame()
        return (moving, sentence, alt) if self.ready() else (moving, f"So far: {sentence}", f"So far: {alt}")

    def update(self, change=None, aloud=True):
        """That of a Panel; what still grows is not spoken."""
        super().update(change, aloud and self.ready())

    def _look(self):
        """The progress, and the picture if it still grows: in silence until it stands at its end."""
        self.view.progress = self.progress()
        if self.grows:
            self.update(aloud=self.ready())


def _slice(work):
    """Whether there was a slice to train."""
    return next(work, True) is None
