"""What the panel `valley` walks on, and how it walks: two surfaces of two weights, and gradient descent with momentum.

A surface has `loss` and `gradient` of places w (2, …), its lowest point `bottom` (2,), and there its `curvatures`,
the eigenvalues of the matrix of second derivatives, the smaller first.
"""

import numpy as np

from backprop.activations import sigmoid

FURTHEST = 1e6  # a walk that comes further from 0 ends there


class Bowl:
    """J(w) = ½ (λ₁ w₁² + λ₂ w₂²), the valley of which every curvature is chosen."""

    names = ("w1", "w2")
    bottom = np.zeros(2)

    def __init__(self, along, across):
        self.each = np.array([along, across], float)  # (2,)  λ of w1, λ of w2
        self.curvatures = np.sort(self.each)

    def loss(self, w):
        return 0.5 * np.tensordot(self.each, np.square(w), 1)

    def gradient(self, w):
        return (self.each * np.asarray(w).T).T


class TwoWeights:
    """The cross-entropy of a network of one hidden layer over its first two output weights; all else stays.

    network  its W2 (1, n_hidden)
    X, y     (n_features, n_examples), (1, n_examples)
    """

    names = ("W2[0, 0]", "W2[0, 1]")

    def __init__(self, network, X, y):
        network.forward(X)
        self.inputs, self.y = network.a1[:2].copy(), y[0]  # (2, n_examples), (n_examples,)
        self.rest = network.z2[0] - network.W2[0, :2] @ self.inputs
        self.bottom = self._lowest()
        self.curvatures = np.linalg.eigvalsh(self._hessian(self.bottom))

    def loss(self, w):
        z = self._z2(w)
        return np.mean(np.logaddexp(0, z) - z * self.y, axis=-1)

    def gradient(self, w):
        return (sigmoid(self._z2(w)) - self.y) @ self.inputs.T / len(self.y)

    def _z2(self, w):
        return np.moveaxis(np.asarray(w), 0, -1) @ self.inputs + self.rest

    def _hessian(self, w):
        return self.inputs * sigmoid.slope(self._z2(w)) @ self.inputs.T / len(self.y)

    def _lowest(self):
        """By Newton's steps, none longer than 1."""
        w = np.zeros(2)
        for _ in range(200):
            step = np.linalg.solve(self._hessian(w), self.gradient(w))
            w = w - step / max(1, np.linalg.norm(step))
        return w


def walk(surface, start, rate, momentum, steps):
    """The place at the start and after every step, (2, n + 1); it ends early where it comes beyond FURTHEST.

    v ← momentum · v + gradient, w ← w − rate · v, which with momentum 0 is plain gradient descent
    """
    path, v = [np.array(start, float)], np.zeros(2)
    for _ in range(steps):
        v = momentum * v + surface.gradient(path[-1])
        path.append(path[-1] - rate * v)
        if np.abs(path[-1]).max() > FURTHEST:
            break
    return np.array(path).T


def factor(rate, momentum, curvature):
    """By what each step multiplies the distance from the bottom of a parabola, in the long run and without its sign.

    It is the larger root of r² − (1 + momentum − rate · curvature) r + momentum.
    """
    return float(np.abs(np.roots([1, rate * curvature - 1 - momentum, momentum])).max())


def limit(curvature, momentum=0.0):
    """The learning rate from which on `factor` is above 1."""
    return 2 * (1 + momentum) / curvature
