"""All that a backward pass can use: every layer's values, weights and changes, in rows."""

import numpy as np

from backprop.checks.examine import catalogue
from backprop.checks.examine.activations import HIDDEN


class Scene:
    """All that a backward pass can use, in rows, for each experiment."""

    def __init__(self, model, experiments):
        self.model, self.experiments = model, experiments
        self.parts = [_Part(model, one) for one in experiments]

    def change(self, layer):
        """Per experiment (change of W (in, out), change of b or None)."""
        return [part.changes[layer] for part in self.parts]


class _Part:
    def __init__(self, model, experiment):
        values, after = experiment.before, experiment.after
        self.y, self.g = experiment.y, [layer.g for layer in model.layers]
        self.Z, self.A = model.forward(experiment.data.X, values)
        self.W = [layer.weights(values[layer.W])[0] for layer in model.layers]
        self.W_after = [layer.weights(after[layer.W])[0] for layer in model.layers]
        self.changes = [_changes(layer, values, after) for layer in model.layers]

    def inputs(self, layer):
        """[(fault, array)] of what may stand where the activation of the layer before belongs."""
        if layer == 0:
            return []
        before, z, mine = self.g[layer - 1], self.Z[layer - 1], self.A[layer].shape
        found = [
            (catalogue.PRE_ACTIVATION, z),
            (catalogue.WRITES, before.of_z(z)),
            (catalogue.WRITES, before.of_output(z)),
        ]
        found += [(catalogue.TWO_NETWORKS, h.value(z)) for h in HIDDEN[:4] if h is not before]
        return found + [(catalogue.OTHER_LAYER, a) for i, a in enumerate(self.A) if i != layer and a.shape == mine]

    def others(self, layer):
        """Slopes of other layers, or half of another and half of this one, that go with this layer's shape."""
        mine, own = self.Z[layer].shape, self.A[layer + 1]
        found = []
        for i, a in enumerate(self.A[1:]):
            if i != layer and a.shape[1] in (1, mine[1]):
                mixed = (a * (1 - own), own * (1 - a), 1 - a * own)
                g, z = self.g[layer], self.Z[i]
                alone = (a * (1 - a), 1 - a**2, (z > 0) + 0.0, g.of_z(z), g.of_output(z))
                found += [np.broadcast_to(slope, mine) for slope in (*alone, *mixed)]
        return found


def _changes(layer, before, after):
    W, inside = layer.weights(after[layer.W] - before[layer.W])
    if layer.inside:
        return W, inside
    return W, (after[layer.b] - before[layer.b]).reshape(-1) if layer.b else None
