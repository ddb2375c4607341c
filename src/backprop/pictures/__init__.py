"""From numbers to a picture on the page: plots, diagrams and images, and `Picture`, which carries them there."""

from backprop.pictures import computational_graph, images, network_diagram, plots
from backprop.pictures.picture import Picture

__all__ = ["Picture", "computational_graph", "images", "network_diagram", "plots"]
