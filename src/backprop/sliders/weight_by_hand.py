"""The controls that change one weight of a run by hand."""

from backprop.pictures.live_network import number, written
from backprop.pictures.numbers import signed
from backprop.sliders.parts.controls import Slider
from backprop.sliders.parts.menu import Menu

VALUES = [tenths / 10 for tenths in range(-50, 51)]


class WeightByHand:
    """A menu of every weight and bias, and a slider of the chosen one's value."""

    def __init__(self):
        self.menu, self.value = Menu("Weight", ["W1[0, 0]"], "W1[0, 0]"), Slider("Its value", [0.0], 0.0)
        self.placed = self.menu.value, 0  # where both stood after `offer`
        self.names = [("W1", (0, 0))]

    def rename(self, names):
        """The weights of another network, as Design.weight_names gives them."""
        self.names, options = names, [written(*each) for each in names]
        value = self.menu.value if self.menu.value in options else options[0]
        with self.menu.hold_sync():
            self.menu.options, self.menu.value = options, value

    @property
    def parameter(self):
        """(name, index) of the weight that the menu names."""
        return self.names[self.menu.options.index(self.menu.value)]

    @property
    def moved(self):
        """Whether somebody moved the value since it was offered."""
        return self.menu.value == self.placed[0] and self.value.index != self.placed[1]

    def offer(self, network):
        """Stand at the value that the weight has now."""
        name, index = self.parameter
        value = float(getattr(network, name)[index])
        stops = sorted({*VALUES, value})
        self.value.offer(stops, value, [signed(each, 3) for each in stops])
        self.placed = self.menu.value, self.value.index

    def words(self, network, gradients):
        """The weight with its value and its gradient."""
        name, index = self.parameter
        value, slope = getattr(network, name)[index], gradients[f"d{name}"][index]
        return f"The chosen weight is {self.menu.value} = {number(value)}, with the gradient {number(slope)}."
