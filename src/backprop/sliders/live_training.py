"""Training while one looks: a button that starts and pauses it, how fast it goes, and its slices on the event loop."""

import asyncio
import time

from backprop.sliders.parts.controls import Button, Slider

FRAME = 0.25  # seconds between two pictures
SLICE = 0.015  # seconds of training between two looks at the page
LAST = 50_000  # epochs, where training ends by itself
SPEEDS = 1, 10, 100, 1_000, LAST
NO_LOOP = "Nothing can train beside the page here: use “One step” and “One epoch”."


class LiveTraining:
    """The button, the speed, and whether it is at it: `going`, which anybody may set to False.

    panel  a Panel with a LiveRun in `run`, another of which may take its place meanwhile
    """

    def __init__(self, panel):
        self.panel, self.going, self.at_it = panel, False, False
        self.button = Button("Train", self._start_or_pause)
        texts = [f"{speed:,} epoch{'s' * (speed > 1)} a picture" for speed in SPEEDS[:-1]]
        self.speed = Slider("Speed", SPEEDS, 100, [*texts, "as many epochs a picture as it can"])

    def _start_or_pause(self):
        self.going = not self.going
        if self.going and not self.at_it and not self.panel.start(self._train()):
            self.going, self.panel.view.progress = False, NO_LOOP
        self.button.label = "Pause" if self.going else "Train"

    def _goes_on(self):
        return self.going and not self.panel.run.stopped and self.panel.run.epoch < LAST

    async def _train(self):
        self.at_it = True
        try:
            while self._goes_on():
                end = time.monotonic() + FRAME
                await self._epochs(self.speed.value, end)
                await asyncio.sleep(max(0, end - time.monotonic()))
                self.panel.update(aloud=False)
        finally:
            self.going, self.at_it, self.button.label = False, False, "Train"
        self.panel.update()

    async def _epochs(self, left, end):
        """So many epochs, in slices, or as many as there is time for until `end`."""
        while left > 0 and self._goes_on() and time.monotonic() < end:
            pause = min(end, time.monotonic() + SLICE)
            with self.panel.lock:
                while left > 0 and self._goes_on() and time.monotonic() < pause:
                    self.panel.run.finish_epoch()
                    left -= 1
            await asyncio.sleep(0)
