"""The helper package of the notebooks: one small neural network, its gradients, and the pictures of both.

The rooms, from the ground floor up. A room imports from lower floors only, never from its neighbours.

    0  arguments    says what is wrong with an argument, and what to do
    0  activations  sigmoid, tanh, ReLU, softmax and linear, each with its derivative
    0  starts       the ways to draw the starting weights
    0  scalar       the network number by number: automatic differentiation in 40 lines
    1  losses       cross-entropy and mean squared error, each with its derivative
    2  training     gradient descent over epochs, and the history of a run
    2  batches      mini-batches, splits, and the accuracy on held-out data
    3  network      NeuralNetwork: forward, gradients, backward, train, predict
    4  datasets     XOR, drawn and real data, and what the lab report printed
    5  sweep        trains every position of the sliders at once
    5  checks       checks a gradient, judges an exercise, examines a network of your own
    5  pictures     plots, diagrams and images, and Picture, which carries them to a page
    6  experiments  one run, a study of many seeds, and the lab report
    6  exercises    the answer book: one file a notebook
    7  sliders      the interactive panels

Begin with network.py: `from backprop import NeuralNetwork`. docs/reference.md lists every public name.
"""

import logging
import sys
from importlib import import_module

from backprop.network import NeuralNetwork

if sys.platform == "emscripten":  # in a browser every page makes matplotlib's list of fonts anew: that is no warning
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

__all__ = ["NeuralNetwork"]
__version__ = "0.1.0"
_ROOMS = [line.split()[1] for line in __doc__.splitlines() if line[:5].strip().isdigit()]


def __getattr__(name):
    """A room is loaded when it is first asked for: `import backprop; backprop.checks`."""
    if name in _ROOMS:
        return import_module(f"backprop.{name}")
    raise AttributeError(f"module 'backprop' has no attribute {name!r}: its rooms are {', '.join(_ROOMS)}")


def __dir__():
    return sorted({*globals(), *_ROOMS})
