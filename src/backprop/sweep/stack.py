"""Many networks that share their examples, trained as one stack: each line of NumPy moves all of them.

One network is so small that NumPy spends its time on being called. Here the networks stand side by side on the last
axis, so that layer 1 of all of them is one matrix product. Since σ(z) = ½ + ½ tanh(z/2), all of it is tanh in other
units, and no array is passed over for the ½s:

    α = ½ for sigmoid hidden units, 1 for tanh;  a₁ = αt + β  with  β = 1 − α
    V₁ = α [W₁ b₁]   V₂ = ½α W₂   c = ½ b₂          t = tanh(V₁ [X; 1])   ½z₂ = V₂ t + c (+ Σ V₂ for sigmoid)
    e = ½α² η ∂J/∂z₂                                V₂ ← V₂ − Σ e t (− Σ e)   c ← c − Σ e / α²
                                                    V₁ ← V₁ − 4 V₂ Σ e (1 − t²) [X; 1]      all sums over examples

A network with fewer hidden units than its stack has units that are off, a₁ = 0 whatever comes: t is −1 for sigmoid,
where the bias is −∞, and 0 for tanh, where the weights are 0.
"""

import numpy as np


class Stack:
    """R networks on m examples, in `dtype`; H is the largest of their hidden sizes.

    problem  a Problem
    state    V1 (n_features + 1, H, R), V2 (H, R), c (R,): copied, not changed
    rates    (R,)  the learning rate of each network
    """

    def __init__(self, problem, state, rates):
        self.V1, self.V2, self.c = (part.copy() for part in state)
        self.is_sigmoid = problem.activation == "sigmoid"
        alpha = _alpha(problem)
        self.slope = SLOPES[problem.loss]
        dtype, examples = self.c.dtype, problem.y.size
        X = np.vstack([problem.X, np.ones(examples)])
        self.X, self.X4 = X.T.astype(dtype), (4 * X).astype(dtype)
        self.summing = np.outer([1, alpha**-2], np.ones(examples)).astype(dtype)
        self.sign = (2 * problem.y.T - 1).astype(dtype)
        self.rates = (alpha**2 / 4 / examples * rates).astype(dtype)
        self._reserve(examples)
        self._forward()

    def _reserve(self, examples):
        """The memory of one epoch, and the same memory in the shapes that its products want."""
        (rows, H, R), dtype = self.V1.shape, self.c.dtype
        self.t, self.u = np.empty((examples, H, R), dtype), np.empty((examples, R), dtype)
        self.dV1, self.dV2 = np.empty_like(self.V1), np.empty_like(self.V2)
        self.sums, self.shift = np.empty((2, R), dtype), np.empty(R, dtype)
        self.flat_t, self.wide_u = self.t.reshape(examples, H * R), self.u[:, None]
        self.flat_V1, self.flat_dV1 = self.V1.reshape(rows, H * R), self.dV1.reshape(rows, H * R)

    def step(self):
        """One step of gradient descent for every network."""
        self._backward()
        self._forward()

    def z2(self):
        """The output layer before its sigmoid, (m, R), float64."""
        return 2 * self.u.astype(float)

    def state(self):
        """Copies of V1, V2 and c."""
        return self.V1.copy(), self.V2.copy(), self.c.copy()

    def _forward(self):
        t, u = self.t, self.u  # u is ½z₂
        np.matmul(self.X, self.flat_V1, out=self.flat_t)
        np.tanh(t, out=t)
        np.einsum("mhr,hr->mr", t, self.V2, out=u)
        if self.is_sigmoid:
            np.add.reduce(self.V2, axis=0, out=self.shift)
            np.add(u, self.shift, out=u)
        np.add(u, self.c, out=u)

    def _backward(self):
        t, u, V1, V2, dV1, dV2 = self.t, self.u, self.V1, self.V2, self.dV1, self.dV2
        np.tanh(u, out=u)
        self.slope(u, self.sign)
        np.multiply(u, self.rates, out=u)  # u is e from here on
        np.matmul(self.summing, u, out=self.sums)  # Σ e, Σ e / α²
        np.einsum("mhr,mr->hr", t, u, out=dV2)
        np.multiply(t, t, out=t)
        np.subtract(t, 1, out=t)
        np.multiply(t, self.wide_u, out=t)  # e (t² − 1)
        np.matmul(self.X4, self.flat_t, out=self.flat_dV1)
        np.multiply(dV1, V2, out=dV1)
        np.add(V1, dV1, out=V1)
        if self.is_sigmoid:
            np.add(dV2, self.sums[0], out=dV2)
        np.subtract(V2, dV2, out=V2)
        np.subtract(self.c, self.sums[1], out=self.c)


def _cross_entropy_slope(tanh_u, sign):
    np.subtract(tanh_u, sign, out=tanh_u)  # 2 (a₂ − y)


def _mse_slope(tanh_u, sign):
    slope = 1 - tanh_u * tanh_u  # 4 a₂ (1 − a₂)
    np.subtract(tanh_u, sign, out=tanh_u)
    np.multiply(tanh_u, slope, out=tanh_u)
    np.multiply(tanh_u, 0.5, out=tanh_u)


SLOPES = {"cross-entropy": _cross_entropy_slope, "mse": _mse_slope}  # tanh(½z₂) becomes 2m ∂J/∂z₂, in place


def pack(problem, networks):
    """The state of a stack of these networks, each a dict W1, b1, W2, b2 in the shapes of NeuralNetwork."""
    alpha, rows, R = _alpha(problem), len(problem.X) + 1, len(networks)
    H = max(len(network["W1"]) for network in networks)
    V1, V2, c = np.zeros((rows, H, R)), np.zeros((H, R)), np.zeros(R)
    V1[-1] = -np.inf if problem.activation == "sigmoid" else 0
    for r, network in enumerate(networks):
        h = len(network["W1"])
        V1[:-1, :h, r], V1[-1, :h, r] = alpha * network["W1"].T, alpha * network["b1"][:, 0]
        V2[:h, r], c[r] = alpha / 2 * network["W2"][0], network["b2"][0, 0] / 2
    return tuple(part.astype(problem.dtype) for part in (V1, V2, c))


def unpack(problem, state, column, n_hidden):
    """One network of a state again as a dict W1, b1, W2, b2, float64."""
    alpha = _alpha(problem)
    V1, V2, c = (part[..., column].astype(float) for part in state)
    V1 = V1[:, :n_hidden].T / alpha
    return {"W1": V1[:, :-1], "b1": V1[:, -1:], "W2": V2[None, :n_hidden] * 2 / alpha, "b2": c.reshape(1, 1) * 2}


def _alpha(problem):
    return 0.5 if problem.activation == "sigmoid" else 1.0
