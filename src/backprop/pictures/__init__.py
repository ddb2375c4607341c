"""From numbers to a picture on the page: plots, diagrams and images, and `Picture`, which carries them there."""

from backprop.pictures import diagram, graph, images, plots, value_graph
from backprop.pictures.picture import Picture

__all__ = ["Picture", "diagram", "graph", "images", "plots", "value_graph"]
