"""The controls that decide a run of one's own design: they say a Design, and are set to one."""

from backprop.activations import HIDDEN
from backprop.datasets import PLANAR
from backprop.experiments import Design
from backprop.experiments.design import MOST_UNITS, OWN
from backprop.losses import LOSS_NAMES
from backprop.sliders.learning_rate import SEEDS
from backprop.sliders.parts.controls import Number, Slider, row
from backprop.sliders.parts.menu import LOSS_KEYS, Menu
from backprop.sliders.trained_grid import RATES
from backprop.starts import STARTS

OWN_POINTS = "your own points"
CORNERS = "-1,-1,0;1,1,0;-1,1,1;1,-1,1"  # the first of them
NOISES = 0, 0.05, 0.1, 0.2, 0.3, 0.5, 1
MOMENTA = 0, 0.5, 0.8, 0.9, 0.95, 0.99
PENALTIES = 0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1
BATCHES = 1, 2, 5, 10, 20, 50, 0
SHARES = 0, 0.1, 0.2, 0.3, 0.4, 0.5


class DesignControls:
    """One control for each setting but the points, which are kept in `points` as text.

    rows  of a panel
    """

    def __init__(self, design):
        self.points = CORNERS
        self.data = Menu("Data", [*PLANAR, OWN_POINTS], "XOR")
        self.activation, self.start = Menu("Activation", HIDDEN, "tanh"), Menu("Start", STARTS, "glorot")
        self.loss = Menu("Loss", LOSS_KEYS, LOSS_NAMES["cross-entropy"])
        self.seed = Number("Seed", SEEDS, 0)
        self.first = Slider("Units of hidden layer 1", range(1, MOST_UNITS + 1), 1)
        texts = ["no second layer", *map(str, range(1, MOST_UNITS + 1))]
        self.second = Slider("Units of hidden layer 2", range(MOST_UNITS + 1), 0, texts)
        self.stops = {"noise": NOISES, "rate": RATES, "momentum": MOMENTA, "l2": PENALTIES, "batch": BATCHES}
        self.stops["held_out"] = SHARES
        names = ["Noise", "Learning rate", "Momentum β", "L2 penalty λ", "Batch size", "Share held out"]
        self.sliders = {
            key: Slider(name, stops, stops[0])
            for (key, stops), name in zip(self.stops.items(), names, strict=True)
        }  # fmt: skip
        self.rows = [
            row(self.data, self.activation, self.loss, self.start, self.seed),
            row(self.sliders["noise"], self.sliders["held_out"]),
            row(self.first, self.second),
            row(self.sliders["rate"], self.sliders["momentum"]),
            row(self.sliders["l2"], self.sliders["batch"]),
        ]
        self.put(design)

    @property
    def design(self):
        """What the controls say. Raises ValueError where they say nothing that can be."""
        second = f"-{self.second.value}" if self.second.value else ""
        own = self.data.value == OWN_POINTS
        return Design(
            data=OWN if own else self.data.value,
            points=self.points if own else "none",
            hidden=f"{self.first.value}{second}",
            activation=self.activation.value,
            loss=LOSS_KEYS[self.loss.value],
            start=self.start.value,
            seed=self.seed.value,
            **{name: slider.value for name, slider in self.sliders.items()},
        )

    def put(self, design):
        """Set every control to a design; a number that is no stop of its slider becomes one."""
        if design.data == OWN:
            self.points = design.points
        self.data.value = OWN_POINTS if design.data == OWN else design.data
        self.activation.value, self.start.value = design.activation, design.start
        self.loss.value, self.seed.value = LOSS_NAMES[design.loss], design.seed
        self.first.value, self.second.value = design.sizes[1], design.sizes[2] if len(design.sizes) > 3 else 0
        for name, slider in self.sliders.items():
            value = getattr(design, name)
            stops = sorted({*self.stops[name], value}, key=lambda stop, name=name: (name == "batch" and not stop, stop))
            slider.offer(stops, value, ["all" if name == "batch" and not stop else f"{stop:g}" for stop in stops])
