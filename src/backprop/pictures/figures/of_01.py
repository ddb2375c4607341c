"""The figures of notebook 01, the forward pass."""

from backprop.pictures import Picture, network_diagram


def network_with_values(network, x):
    """The network as a drawing, with its weights and the values of one example: a Picture.

    x  (n_features, 1); the network is run forward on it
    """
    network.forward(x)
    values = {"a0": x, "z1": network.z1, "a1": network.a1, "z2": network.z2, "a2": network.a2}
    said = [f"{name}: {_entries(name, array)}" for name, array in {**values, **network.parameters}.items()]
    drawing = network_diagram.draw(values, network.parameters)
    return Picture(drawing, f"The network for one input, a0, with all its values. {'. '.join(said)}.")


def _entries(name, array):
    return ", ".join(network_diagram.written(name, entry) for entry in array.ravel())
