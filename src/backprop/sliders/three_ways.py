"""The panel of notebook 10: one of the 17 gradients by the graph, by the four lines and by others, and its paths."""

import asyncio
from copy import deepcopy

import numpy as np
from matplotlib.collections import LineCollection

from backprop import scalar
from backprop.checks import numerical_gradient
from backprop.pictures import network_diagram, plots
from backprop.sliders.forward import entries
from backprop.sliders.parts.controls import Slider, Tick, row
from backprop.sliders.parts.menu import Menu
from backprop.sliders.parts.training_panel import TrainingPanel
from backprop.sliders.paths import Paths, edges_to_the_output, factors_along_the_path, written

EPOCHS, SLICE = (0, 100, 300, 1000, 3000, 10_000), 100  # a slice of training takes some milliseconds
WAYS = ("graph", "four lines", "difference")
GLOW = {"linewidths": 13, "colors": "#FFE9A3", "zorder": 0.5, "capstyle": "round"}


def three_ways(network, X, y, library=None, rate=0.5):
    """The panel, over `network` as it is and after some epochs of training, each a copy.

    network  sizes 2, n_hidden, 1, of sigmoid layers, with the loss "mse"
    X, y     (2, 4), (1, 4)
    library  (network, X, y) -> (name of an autograd library, its gradients), or (None, {}) where none is installed
    """
    return ThreeWays(network, X, y, library, rate)


class ThreeWays(TrainingPanel):
    """Use `three_ways`, which says what the arguments are."""

    colours = tuple(plots.SHADES)
    trained = "Every number of epochs is trained, so the slider only looks up its network."

    def __init__(self, network, X, y, library, rate):
        self.X, self.y, self.rate, self.library, self.asked, self.found = X, y, rate, library, None, {}
        self.broken = None
        self.names = ["({:g}, {:g})".format(*column) for column in X.T]
        self.networks, self.model, self.done = {0: deepcopy(network)}, deepcopy(network), 0
        self._new_controls(network)
        self._new_figure(network.sizes)
        rows = [row(self.parameter, self.input), self.epochs, row(self.overwrites, self.ask)]
        super().__init__(self.figure, rows)
        self.view.observe(self._click, "clicked")

    def _new_controls(self, network):
        self.entries = entries(network)
        self.parameter = Menu("Parameter", self.entries, next(iter(self.entries)))
        self.input = Menu("Row shown", self.names, self.names[2])
        self.epochs = Slider("Epochs trained", EPOCHS, 0, [f"{epochs:,}" for epochs in EPOCHS])
        self.overwrites = Tick("= in place of +=")
        self.ask = Tick("PyTorch too")
        self.ask.observe(self._ask, "value")

    def _new_figure(self, sizes):
        self.figure = plots.new_figure(7, 6.8)
        upper, lower = self.figure.subplots(2, 1, height_ratios=(1.35, 1))
        self.diagram, self.paths = network_diagram.Diagram(upper, sizes), Paths(lower, self.names)
        self.glow = LineCollection([], **GLOW)
        upper.add_collection(self.glow, autolim=False)

    # Drawing

    def draw(self):
        self.train_beside()
        name, index = self.entries[self.parameter.value]
        network, ways = self._network(self.epochs.value), self._ways(name, index)
        network.forward(self.X)
        self.glow.set_segments(edges_to_the_output(self.diagram.places, name, *index))
        shares = factors_along_the_path(network, self.X, self.y, name, *index)
        moving = [self.glow, *self.diagram.move(self._values(network), network.parameters, chosen=(name, index))]
        moving += self.paths.move(self._called(), ways, shares, lost=self.overwrites.value)
        return moving, self._sentence(ways), self._alt(ways, shares)

    def _called(self):
        """The chosen parameter without its place: "W1[0, 0]"."""
        return self.parameter.value.split(":")[0]

    def _values(self, network):
        example = self.names.index(self.input.value)
        found = {"a0": self.X, **{name: getattr(network, name) for name in ("z1", "a1", "z2", "a2")}}
        return {name: array[:, [example]] for name, array in found.items()}

    def _ways(self, name, index):
        """{"graph": …, "four lines": …, …}: the chosen gradient, a float, by each way that has been asked."""
        epochs, adds = self.epochs.value, not self.overwrites.value
        blocks = self.found.setdefault((epochs, adds), None) or self._computed(epochs, adds)
        if self.ask.value and self.asked and self.asked[0]:
            blocks = {**blocks, self.asked[0]: self.asked[1][epochs]}
        return {way: float(block[f"d{name}"][index]) for way, block in blocks.items()}

    def _computed(self, epochs, adds):
        network = self._network(epochs)
        measured = {
            f"d{name}": numerical_gradient(lambda _: network.loss_value(self.X, self.y), array)
            for name, array in network.parameters.items()
        }
        by_graph = scalar.gradients(network, self.X, self.y, adds)
        by_lines = network.gradients(self.X, self.y)
        self.found[epochs, adds] = dict(zip(WAYS, (by_graph, by_lines, measured), strict=True))
        return self.found[epochs, adds]

    def _sentence(self, ways):
        listed = ", ".join(f"{way} {written(value)}" for way, value in ways.items())
        lost = (
            f" With =, only the path of the row {self.names[0]} is left, and only half of its share."
            if self.overwrites.value
            else ""
        )
        return f"{self.parameter.value}, after {self.epochs.value:,} epochs: {listed}.{lost}{self._answer()}"

    def _answer(self):
        """What the library's checkbox has to say, or nothing."""
        if not self.ask.value or (self.asked and self.asked[0]):
            return ""
        if self.library and not self.asked:
            return " Asking PyTorch …"
        if self.broken:
            return f" PyTorch could not be asked ({type(self.broken).__name__}: {self.broken})."
        return " PyTorch is not installed here; the other columns do not need it."

    def _alt(self, ways, shares):
        columns = ", ".join(f"{way} {written(value)}" for way, value in ways.items())
        lines = "; ".join(
            f"row {name}: {self.paths.product(row)}" for name, row in zip(self.names, shares, strict=True)
        )
        edges = len(self.glow.get_segments())
        return (
            f"Above: the network with the values of {self.input.value}; yellow, {edges} "
            f"{'edge' if edges == 1 else 'edges'} on the way from {self._called()} to the output. "
            f"Below: the derivative of J with respect to it, by {columns}; under these, a path for each row of XOR, "
            f"{' · '.join(shares[0])}. {lines}."
        )

    # Training

    def _network(self, epochs):
        """The network after so many epochs; what is missing is trained now."""
        with self.lock:
            while self.done < epochs:
                self._train_slice()
            return self.networks[epochs]

    def _train_slice(self):
        self.model.train(self.X, self.y, SLICE, self.rate, print_every=0)
        self.done += SLICE
        if self.done in EPOCHS:
            self.networks[self.done] = deepcopy(self.model)

    def work(self):
        """What is left of the longest training."""
        while self.done < EPOCHS[-1]:
            self._train_slice()
            yield

    def ready(self):
        """Always: what the picture shows is trained before it is drawn."""
        return True

    def progress(self):
        return f"Training: {self.done:,} of {EPOCHS[-1]:,} epochs"

    # What is asked

    def _ask(self, change):
        if change.new and self.library and not self.asked and not self.start(self._import_beside()):
            self.asked = self._by_library()

    async def _import_beside(self):
        """The first import of a library takes seconds: on a thread of its own, while the page stays alive."""
        self.asked = await asyncio.to_thread(self._by_library)
        self.update()

    def _by_library(self):
        """(its name, {epochs: its gradients}); the name is None without an answer, and `broken` says why."""
        self.broken = None
        self._network(EPOCHS[-1])
        try:
            answers = {epochs: self.library(deepcopy(nn), self.X, self.y) for epochs, nn in self.networks.items()}
        except Exception as error:
            self.broken, answers = error, {0: (None, {})}
        return answers[0][0], {epochs: gradients for epochs, (_, gradients) in answers.items()}

    def _click(self, change):
        """Choose the parameter whose number stands next to the click."""
        if not change.new:
            return
        place = np.array([change.new[0], 1 - change.new[1]]) * self.figure.bbox.size
        far = {text: _distance(self.diagram.texts[name][index], place) for text, (name, index) in self.entries.items()}
        self.parameter.value = min(far, key=far.get)


def _distance(text, place):
    """From the middle of a text to a place, in pixels of the figure."""
    box = text.get_window_extent()
    return float(np.hypot(*(np.array([box.x0 + box.x1, box.y0 + box.y1]) / 2 - place)))
