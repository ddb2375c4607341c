"""The panel of section 7.2: gradient descent with momentum on a loss over two weights, and the largest rate for it."""

import asyncio

import numpy as np

from backprop.pictures import plots
from backprop.pictures.numbers import plain, signed
from backprop.pictures.valley_map import HIGHEST, ValleyMap, leaving, spoken, written
from backprop.sliders.descent import Bowl, TwoWeights, factor, limit, walk
from backprop.sliders.parts.controls import Button, Slider, row
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel

PLAY_INTERVAL = 0.2  # seconds between two steps while playing
STEPS = 100
MANTISSAS = (10, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 25, 28, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90)
RATES = [*(mantissa / 10**digits for digits in (2, 1, 0) for mantissa in MANTISSAS), 100.0]
MOMENTA = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
CURVATURES = (0.02, 0.05, 0.1, 0.2, 0.5, 1, 2)
ALONG = (0.002, 0.005, 0.01, *CURVATURES)
REACH = 9.0  # from the middle of the map to its edges
GRID = 121  # points of the map in each direction
BOWL = "bowl"


def valley(networks=None, X=None, y=None, rate=5, momentum=0):
    """The panel: a bowl of two chosen curvatures, or the loss of a network over W2[0, 0] and W2[0, 1].

    networks  {name: NeuralNetwork with one hidden layer, …}, what the menu offers beside the bowl
    X, y      (n_features, n_examples), (1, n_examples), for the networks
    rate      the learning rate, one of 0.1, 0.11 … 100
    momentum  one of 0, 0.1 … 0.9, 0.95, 0.99

    A click on the map, or two sliders, set the start. Step, Play and a slider move along the path.
    Raises ValueError that names a value which the panel does not have.
    """
    return Valley(networks or {}, X, y, rate, momentum)


class Valley(Panel):
    """Use `valley`, which says what the arguments are."""

    colours = (plots.ORANGE, plots.PURPLE, plots.GREEN)

    def __init__(self, networks, X, y, rate, momentum):
        self.surfaces = {name: TwoWeights(network, X, y) for name, network in networks.items()}
        self.landscape = Menu("Landscape", [BOWL, *networks], BOWL)
        self.along = Slider("Curvature, w1", ALONG, 0.01)
        self.across = Slider("Curvature, w2", CURVATURES, 0.1)
        self.rate = Slider("Learning rate", RATES, rate, [f"{each:g}" for each in RATES], name="rate")
        self.momentum = Slider("Momentum β", MOMENTA, momentum, name="momentum")
        self.first, self.second = (Slider(f"Start, weight {which}", [0.0], 0.0) for which in (1, 2))
        self.taken = Slider("Steps taken", range(STEPS + 1), 0)
        self.step, self.play = Button("Step", self._step), Button("Play", self._play_or_pause)
        self.reset = Button("Back to the start", self._reset)
        self.playing, self.shown = False, None
        self.drawing = ValleyMap(STEPS)
        super().__init__(self.drawing.figure, self._rows())
        self.view.observe(self._clicked, "clicked")

    def _rows(self):
        return [
            self.landscape,
            self.along,
            self.across,
            self.rate,
            self.momentum,
            self.first,
            self.second,
            self.taken,
            row(self.step, self.play, self.reset),
        ]

    # Drawing

    def draw(self):
        surface = self._stage()
        path = walk(surface, (self.first.value, self.second.value), self.rate.value, self.momentum.value, STEPS)
        path = path[:, : self.taken.value + 1]
        losses = surface.loss(path) - surface.loss(surface.bottom)
        largest = surface.curvatures[-1]
        limits = limit(largest, self.momentum.value), limit(largest)
        moving = self.drawing.move(path, losses, self.rate.value, *limits)
        gone = self._gone(path, losses)
        return moving, self._sentence(surface, losses, gone), self._alt(path, losses, limits[0], gone)

    def _stage(self):
        """The surface that the controls name; a new one is drawn into the background."""
        wanted = self.landscape.value, self.along.value, self.across.value
        if wanted[0] != BOWL:
            wanted = wanted[:1]
        if wanted == self.shown:
            return self.surface
        surface = Bowl(*wanted[1:]) if wanted[0] == BOWL else self.surfaces[wanted[0]]
        w1, w2 = (np.linspace(-REACH, REACH, GRID) + round(middle) for middle in surface.bottom)
        height = surface.loss(np.array(np.meshgrid(w1, w2))) - surface.loss(surface.bottom)
        self.drawing.stage(w1, w2, height, surface.names, surface.bottom)
        self.canvas.settle(self.drawing.surface)
        same_map = self.shown is not None and self.shown[0] == wanted[0]
        self.surface, self.shown = surface, wanted
        if not same_map:
            self.canvas.forget()
            self._offer_start(w1, w2)
        for slider in (self.along, self.across):
            slider.layout.display = None if wanted[0] == BOWL else "none"
        return surface

    def _offer_start(self, w1, w2):
        """The starts of this map, each half a unit."""
        far = 8.0 if self.landscape.value == BOWL else 4.0  # (4, 4) is the start of section 7.2
        with self.apply():
            for slider, ends, value in ((self.first, w1, far), (self.second, w2, 4.0)):
                options = (np.arange(2 * ends[0], 2 * ends[-1] + 1) / 2).tolist()
                slider.offer(options, min(value, options[-1] - 1), [signed(each, 1) for each in options])

    # Words

    def _sentence(self, surface, losses, gone):
        rate, momentum, largest = self.rate.value, self.momentum.value, surface.curvatures[-1]
        most = limit(largest, momentum)
        named = "2(1 + β)/λ" if momentum else "2/λ"
        side = "converges near the bottom" if rate < most else "cannot settle at the bottom"
        side = "neither approaches the bottom nor leaves it" if np.isclose(rate, most) else side
        return (
            f"{self.landscape.value}, rate {rate:g}, momentum {momentum:g}: after {len(losses) - 1} steps the loss is "
            f"{written(losses[-1])} above its lowest value. The largest curvature is λ = {largest:.3g}, so the limit "
            f"{named} is {most:.3g}: with this rate a run {side}. {self._factors(surface)} {gone}".strip()
        )

    def _factors(self, surface):
        rate, momentum = self.rate.value, self.momentum.value
        if momentum:
            found = [f"{factor(rate, momentum, curvature):.3f}" for curvature in surface.curvatures]
            return (
                f"In the long run each step multiplies the distance by {' and '.join(found)} (in the flat and the "
                "steep direction)."
            )
        found = [signed(1 - rate * curvature, 2) for curvature in surface.curvatures]
        return f"Each step multiplies the distance by {' and '.join(found)} (in the flat and the steep direction)."

    def _gone(self, path, losses):
        """What of the path and its loss is not in the picture, in words."""
        left = leaving(self.drawing.inside(path))
        words = f"The path leaves the map at step {left[0]}, marked by a diamond." if len(left) else ""
        if len(losses) <= self.taken.value:
            words += f" It was stopped after step {len(losses) - 1}, a million away from 0."
        if (losses > HIGHEST).any():
            words += " The triangle marks where the loss leaves its axis."
        return words

    def _alt(self, path, losses, most, gone):
        return (
            f"Left: contour lines of the loss over {' and '.join(self.surface.names)}, with the lowest point at "
            f"({', '.join(plain(each, 2) for each in self.surface.bottom)}). A path of {len(losses) - 1} steps leads "
            f"from {spoken(path[:, :1])} to {spoken(path)}. Right: the loss above its lowest value by step, on a log "
            f"axis, from {written(losses[0])} to {written(losses[-1])}. Below: a scale of learning rates with a "
            f"triangle at {self.rate.value:g} and a line at the limit {most:.3g}. {gone}".strip()
        )

    # Start and steps

    def _clicked(self, change):
        place = self.drawing.place(change.new)
        if place is not None:
            for slider, value in zip((self.first, self.second), place, strict=True):
                slider.value = min(slider.options, key=lambda option, value=value: abs(option - value))

    def _step(self):
        self.taken.index = min(self.taken.index + 1, STEPS)

    def _reset(self):
        self.playing = False
        self.taken.index = 0

    def _play_or_pause(self):
        self.playing = not self.playing
        if self.playing and not self.start(self._play()):
            self.playing = False

    async def _play(self):
        """Step by step from where the slider stands, or from the start if it stands at the end."""
        self.play.label = "Pause"
        self.taken.index %= STEPS
        while self.playing and self.taken.index < STEPS:
            await asyncio.sleep(PLAY_INTERVAL)
            if self.playing:
                self._step()
        self.playing = False
        self.play.label = "Play"
