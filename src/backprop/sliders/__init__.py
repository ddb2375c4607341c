"""The panels: one function each, named after what its main slider moves."""

from backprop.sliders.batch import batch

__all__ = ["batch"]
