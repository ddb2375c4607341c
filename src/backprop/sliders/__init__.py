"""The panels: one function each, named after what its main slider moves."""

from backprop.sliders.batch import batch
from backprop.sliders.forward import forward
from backprop.sliders.half_plane import half_plane
from backprop.sliders.learning_rate import learning_rate
from backprop.sliders.stepper import stepper
from backprop.sliders.two_losses import two_losses

__all__ = ["batch", "forward", "half_plane", "learning_rate", "stepper", "two_losses"]
