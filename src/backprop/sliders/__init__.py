"""The panels: one function each, named after what its main slider moves."""

from backprop.sliders.batch import batch
from backprop.sliders.learning_rate import learning_rate

__all__ = ["batch", "learning_rate"]
