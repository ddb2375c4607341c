"""The helper package of the notebooks: one small neural network, its gradients, and the pictures of both."""

from backprop.network import NeuralNetwork

__all__ = ["NeuralNetwork"]
__version__ = "0.1.0"
