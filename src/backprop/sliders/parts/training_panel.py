"""A panel whose networks train beside the page: in slices on the event loop, between which every move is answered."""

import asyncio
import time

from backprop.sliders.parts.panel import Panel

FRAME = 0.25  # seconds between two pictures of growing curves


class TrainingPanel(Panel):
    """A subclass calls `train_beside` in its `draw`, and writes what follows.

    trained     the progress line at the end
    unfinished  () -> whether there is something left to train
    advance     () trains one slice of it, some milliseconds
    finish      () trains at once what the picture needs, where there is no event loop
    grow        () shows the curves as far as they are
    """

    trained = ""

    def __init__(self, figure, rows):
        self.training = set()  # the event loops that are at it
        super().__init__(figure, rows)

    def train_beside(self):
        """Go on training on this thread's event loop, if it is not at it yet; at once where there is none."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.finish()
            return
        if loop not in self.training and self.unfinished():
            self.training.add(loop)
            self.start(self._train(loop))

    async def _train(self, loop):
        shown = time.monotonic()
        while self.unfinished():
            with self.lock:
                self.advance()
            if time.monotonic() - shown > FRAME:
                self.grow()
                shown = time.monotonic()
            await asyncio.sleep(0)
        self.training.discard(loop)
        self.update()
        self.view.progress = self.trained
