"""Every slider position at once: a whole grid of networks, trained as one stack, here or on other machines."""

from backprop.sweep.everywhere import train
from backprop.sweep.grid import Sweep

__all__ = ["Sweep", "train"]
