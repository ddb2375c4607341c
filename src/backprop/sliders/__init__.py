"""The panels: one function each, named after what its main slider moves."""

from backprop.sliders.batch import batch
from backprop.sliders.bug_museum import bug_museum
from backprop.sliders.forward import forward
from backprop.sliders.half_plane import half_plane
from backprop.sliders.learning_rate import learning_rate
from backprop.sliders.one_parameter import one_parameter
from backprop.sliders.predict import predict
from backprop.sliders.progress import progress
from backprop.sliders.stepper import stepper
from backprop.sliders.two_losses import two_losses

__all__ = [
    "batch",
    "bug_museum",
    "forward",
    "half_plane",
    "learning_rate",
    "one_parameter",
    "predict",
    "progress",
    "stepper",
    "two_losses",
]
