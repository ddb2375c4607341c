"""The panel of notebook 02: the loss as a curve over one parameter, its tangent, and the 17 slopes beside it."""

from copy import deepcopy

import numpy as np
from matplotlib.figure import Figure

from backprop.pictures import plots
from backprop.pictures.numbers import signed
from backprop.pictures.quick_text import quick_text
from backprop.sliders.parts.controls import Button, Slider, row
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.panel import Panel

OFFSETS = np.arange(-80, 81) / 10  # from the start of a parameter to each position of its slider
STEP = 1e-5  # of the central difference that the tangent is drawn with
STEEPEST = 0.5  # the ends of the axis of the gradients
OTHERS = "#767676"


def one_parameter(network, X, y):
    """The panel. It moves a copy of the network, whose other parameters keep where they were dragged.

    X  (n_features, n_examples)
    y  (n_outputs, n_examples)
    """
    return OneParameter(network, X, y)


class OneParameter(Panel):
    """Use `one_parameter`, which says what the arguments are."""

    def __init__(self, network, X, y):
        self.network, self.X, self.y = deepcopy(network), X, y
        self.start_values = deepcopy(network.parameters)
        self.places = [(name, index) for name, value in network.parameters.items() for index in np.ndindex(value.shape)]
        self.names = [f"{name}{list(index)}" for name, index in self.places]
        self.parameter = Menu("Parameter", self.names, self.names[0])
        self.slider = Slider("Its value", [0.0], 0.0)
        self.back = Button("Back to the start", self._back)
        self._new_figure()
        self.shown = None
        super().__init__(self.figure, [row(self.parameter, self.back), self.slider])

    def _new_figure(self):
        self.figure = Figure((7, 4.6), dpi=100, layout="constrained")
        self.curve, self.bars = self.figure.subplots(1, 2, width_ratios=(1.25, 1))
        (self.slice,) = self.curve.plot([], [], color=plots.INK, linewidth=2, label="loss $J$")
        (self.tangent,) = self.curve.plot([], [], color=plots.PURPLE, linewidth=1.8, linestyle="--", label="tangent")
        (self.here,) = self.curve.plot([], [], "o", color=plots.PURPLE, markersize=9)
        self.curve.grid(True, color="#DDDDDD", linewidth=0.8)
        self.curve.set(ylabel="loss $J$", title="One parameter moves")
        self.curve.legend(loc="upper center", bbox_to_anchor=(0.5, -0.13), ncols=2, frameon=False)
        self._new_bars()

    def _new_bars(self):
        rows = range(len(self.names))
        self.slopes = self.bars.barh(rows, [0] * len(rows), height=0.7)
        beside = {"va": "center", "ha": "right", "fontsize": 9, "family": "monospace"}
        self.numbers = [quick_text(self.bars, 1.96 * STEEPEST, row, **beside) for row in rows]
        self.bars.set_yticks(rows, self.names, fontsize=9)
        self.bars.axvline(0, color=plots.INK, linewidth=0.8, zorder=0.5)
        self.bars.set(xlim=(-STEEPEST, 2 * STEEPEST), ylim=(len(rows) - 0.4, -0.6), xticks=(-STEEPEST, 0, STEEPEST))
        self.bars.set(xlabel="slope of $J$", title="The gradient: every slope")

    def draw(self):
        if self.shown is None or self.names[self.shown] != self.parameter.value:
            self._choose()
        value = self.slider.value
        self._array()[self._index()] = value
        gradients = self.network.gradients(self.X, self.y)
        slopes = [gradients[f"d{name}"][index] for name, index in self.places]
        loss, slope = self._loss(value), self._slope(value)
        self._show(value, loss, slope, slopes)
        moving = [self.slice, self.tangent, self.here, *self.slopes, *self.numbers]
        return moving, self._sentence(value, loss, slope, slopes), self._alt(value, loss, slope, slopes)

    def _choose(self):
        """Everything that another parameter changes: the slider's values, the slice's axes."""
        self.shown = self.names.index(self.parameter.value)
        name, index = self.places[self.shown]
        values = [float(value) for value in self.start_values[name][index] + OFFSETS]
        losses = [self._loss(value) for value in values[::2]]
        now = min(values, key=lambda value: abs(value - self._array()[index]))
        self.curve.set(xlabel=f"{self.names[self.shown]}, the other {len(self.places) - 1} held still")
        self.curve.set(xlim=(values[0] - 0.3, values[-1] + 0.3), ylim=(0, 1.12 * max(losses)))
        self.slice.set_data(values[::2], losses)
        self.canvas.forget()
        self.slider.offer(values, now, [signed(value, 2) for value in values])

    def _array(self):
        return self.network.parameters[self.places[self.shown][0]]

    def _index(self):
        return self.places[self.shown][1]

    def _loss(self, value):
        """J with the chosen parameter at `value`; it is put back."""
        array, index = self._array(), self._index()
        before, array[index] = array[index], value
        loss = self.network.loss_value(self.X, self.y)
        array[index] = before
        return loss

    def _slope(self, value):
        return (self._loss(value + STEP) - self._loss(value - STEP)) / (2 * STEP)

    def _show(self, value, loss, slope, slopes):
        ends = np.array(self.curve.get_xlim())
        self.slice.set_ydata([self._loss(value) for value in self.slice.get_xdata()])
        self.tangent.set_data(ends, loss + slope * (ends - value))
        self.here.set_data([value], [loss])
        for place, (bar, text, each) in enumerate(zip(self.slopes, self.numbers, slopes, strict=True)):
            bar.set(width=np.clip(each, -STEEPEST, STEEPEST), facecolor=plots.PURPLE if place == self.shown else OTHERS)
            text.set_text(signed(each, 4))
            text.set_fontweight("bold" if place == self.shown else "normal")

    def _sentence(self, value, loss, slope, slopes):
        name, gradient = self.names[self.shown], signed(slopes[self.shown], 4)
        way = f"A slightly {'larger' if slope < 0 else 'smaller'} value lowers J."
        return (
            f"{name} is {signed(value, 2)} and J is {loss:.4f}. The tangent's slope is {signed(slope, 4)}, "
            f"and nn.gradients gives d{name} as {gradient}. {way if abs(slope) >= 5e-5 else 'J is flat here.'}"
        )

    def _alt(self, value, loss, slope, slopes):
        values, losses = self.slice.get_data()
        ends = [(values[i], losses[i]) for i in (0, int(np.argmin(losses)), -1)]
        left, lowest, right = (f"{loss:.4f} at {signed(value, 2)}" for value, loss in ends)
        every = ", ".join(f"{name} {signed(each, 4)}" for name, each in zip(self.names, slopes, strict=True))
        return (
            f"Left: the loss J against {self.names[self.shown]}: {left}, the left end; {lowest}, its lowest; "
            f"{right}, the right end. A dot at {signed(value, 2)}, J {loss:.4f}, with a tangent of slope "
            f"{signed(slope, 4)}. Right: a bar for each slope, {every}."
        )

    def _back(self):
        for name, value in self.start_values.items():
            self.network.parameters[name][:] = value
        self.shown = None
        self.update()
