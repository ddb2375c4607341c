"""The panels: one function each, named after what its main slider moves."""

from backprop.sliders.batch import batch
from backprop.sliders.bug_museum import bug_museum
from backprop.sliders.depth import depth
from backprop.sliders.forward import forward
from backprop.sliders.half_plane import half_plane
from backprop.sliders.held_out import held_out
from backprop.sliders.learning_rate import learning_rate
from backprop.sliders.one_parameter import one_parameter
from backprop.sliders.parts.predict import predict
from backprop.sliders.parts.progress import progress
from backprop.sliders.playground import playground
from backprop.sliders.recall import recall
from backprop.sliders.sandbox import sandbox
from backprop.sliders.starts import starts
from backprop.sliders.stepper import stepper
from backprop.sliders.three_ways import three_ways
from backprop.sliders.two_losses import two_losses
from backprop.sliders.valley import valley

__all__ = [
    "batch",
    "bug_museum",
    "depth",
    "forward",
    "half_plane",
    "held_out",
    "learning_rate",
    "one_parameter",
    "playground",
    "predict",
    "progress",
    "recall",
    "sandbox",
    "starts",
    "stepper",
    "three_ways",
    "two_losses",
    "valley",
]
