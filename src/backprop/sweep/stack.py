"""Many networks that share their examples, trained as one stack: each line of NumPy moves all of them.

One network is so small that NumPy spends its time on being called. Here the networks stand side by side on the last
axis, so that layer 1 of all of them is one matrix product. And since σ(z) = ½ + ½ tanh(z/2), they are kept in other
units, in which no pass over an array is spent on a ½. With α = ½ for sigmoid hidden units and 1 for tanh and ReLU:

    V₁ = α [W₁ b₁]   V₂ = ½α W₂   c = ½ b₂
    s = tanh(V₁ [X; 1]), plus 1 for sigmoid: a₁ = αs      u = V₂ s + c: z₂ = 2u, a₂ = ½ + ½ tanh u
    e = ½α² η ∂J/∂z₂
    V₁ ← V₁ + 4 V₂ Σ e k [X; 1]   V₂ ← V₂ − Σ e s   c ← c − Σ e / α²   over examples, k = tanh² − 1

For ReLU s = max(V₁ [X; 1], 0) takes the place of tanh, and k is −1 where s > 0, else 0.

A network with fewer hidden units than its stack has units that are off: s is 0 whatever comes, for sigmoid because the
bias is OFF, for tanh and ReLU because the weights are 0.
"""

import numpy as np

from backprop.sweep import tanh

OFF = -100  # the bias in V₁ of a unit that is off: its s is 0, or so small that it changes no digit of any sum
ROWS = 2  # of hidden units, in each of which the networks that have none of them are left out


class Stack:
    """R networks on m examples, in `dtype`; H is the largest of their hidden sizes.

    problem  a Problem
    state    V1 (n_features + 1, H, R), V2 (H, R), c (R,): copied, not changed
    rates    (R,)  the learning rate of each network
    """

    def __init__(self, problem, state, rates):
        self.V1, self.V2, self.c = (part.copy() for part in state)
        self.slope, self.bend = SLOPES[problem.loss], BENDS[problem.activation]
        self.bends_back = BENDS_BACK[problem.activation]
        alpha, dtype, examples = _alpha(problem), self.c.dtype, problem.y.size
        X = np.vstack([problem.X, np.ones(examples)])
        self.X, self.X4 = X.T.astype(dtype), (4 * X).astype(dtype)
        self.sign = (2 * problem.y.T - 1).astype(dtype)
        self.rates = (alpha**2 / 4 / examples * rates).astype(dtype)
        self.summing = np.full(examples, alpha**-2, dtype)
        self._reserve(examples)
        self.parts = []
        if self.bend is _sigmoid and tanh.is_slow(dtype):
            self.bend = _slow_sigmoid
            self.X *= tanh.FACTOR
            self._leave_out()
        self._forward()

    def _reserve(self, examples):
        """The memory of one epoch, and the same memory in the shapes that its products want."""
        (rows, H, R), dtype = self.V1.shape, self.c.dtype
        self.s, self.k = np.empty((2, examples, H, R), dtype)
        self.u, self.dc = np.empty((examples, R), dtype), np.empty(R, dtype)
        self.dV1, self.dV2 = np.empty_like(self.V1), np.empty_like(self.V2)
        self.flat_s, self.flat_k = self.s.reshape(examples, H * R), self.k.reshape(examples, H * R)
        self.flat_V1, self.flat_dV1 = self.V1.reshape(rows, H * R), self.dV1.reshape(rows, H * R)
        self.wide_u = self.u[:, None]

    def _leave_out(self):
        """Room for the units that are on, side by side, since each costs time: (part of s, its place) one by one.

        What is in no part stays 0.
        """
        self.off = self.V1[-1] == OFF
        rows = [slice(first, first + ROWS) for first in range(0, len(self.off), ROWS)]
        last = [1 + np.flatnonzero(~self.off[each].all(axis=0)).max(initial=-1) for each in rows]
        found = [self.s[:, each, :end] for each, end in zip(rows, last, strict=True)]
        self.packed = np.empty(sum(part.size for part in found))
        places = np.split(self.packed, np.cumsum([part.size for part in found])[:-1])
        self.parts = [(part, place.reshape(part.shape)) for part, place in zip(found, places, strict=True)]
        for each, end in zip(rows, last, strict=True):
            self.V1[-1, each, end:] = 0

    def step(self):
        """One step of gradient descent for every network."""
        self._backward()
        self._forward()

    def z2(self):
        """The output layer before its sigmoid, (m, R), float64."""
        return 2 * self.u.astype(float)

    def state(self):
        """Copies of V1, V2 and c."""
        V1 = self.V1.copy()
        if self.parts:
            V1[-1][self.off] = OFF
        return V1, self.V2.copy(), self.c.copy()

    def _forward(self):
        s, u = self.s, self.u
        np.matmul(self.X, self.flat_V1, out=self.flat_s)
        self.bend(self)
        np.einsum("mhr,hr->mr", s, self.V2, out=u)
        np.add(u, self.c, out=u)

    def _backward(self):
        s, k, u, V1, V2, dV1, dV2 = self.s, self.k, self.u, self.V1, self.V2, self.dV1, self.dV2
        np.tanh(u, out=u)
        self.slope(u, self.sign)
        np.multiply(u, self.rates, out=u)  # u is e from here on
        np.einsum("mhr,mr->hr", s, u, out=dV2)
        self.bends_back(s, k)
        np.multiply(k, self.wide_u, out=k)
        np.matmul(self.X4, self.flat_k, out=self.flat_dV1)
        np.multiply(dV1, V2, out=dV1)
        np.add(V1, dV1, out=V1)
        np.subtract(V2, dV2, out=V2)
        np.matmul(self.summing, u, out=self.dc)
        np.subtract(self.c, self.dc, out=self.c)


def _cross_entropy_slope(tanh_u, sign):
    np.subtract(tanh_u, sign, out=tanh_u)  # 2 (a₂ − y)


def _mse_slope(tanh_u, sign):
    slope = 1 - tanh_u * tanh_u  # 4 a₂ (1 − a₂)
    np.subtract(tanh_u, sign, out=tanh_u)
    np.multiply(tanh_u, slope, out=tanh_u)
    np.multiply(tanh_u, 0.5, out=tanh_u)


def _sigmoid(stack):
    tanh.by_tanh(stack.s)


def _slow_sigmoid(stack):
    for part, place in stack.parts:
        place[...] = part
    tanh.by_power(stack.packed)
    for part, place in stack.parts:
        part[...] = place


def _tanh(stack):
    np.tanh(stack.s, out=stack.s)


def _relu(stack):
    np.maximum(stack.s, 0, out=stack.s)


def _sigmoid_back(s, k):
    np.subtract(s, 2, out=k)
    np.multiply(k, s, out=k)  # (tanh + 1) (tanh − 1)


def _tanh_back(s, k):
    np.multiply(s, s, out=k)
    np.subtract(k, 1, out=k)


def _relu_back(s, k):
    np.greater(s, 0, out=k)
    np.negative(k, out=k)


SLOPES = {"cross-entropy": _cross_entropy_slope, "mse": _mse_slope}  # tanh(½z₂) becomes 2m ∂J/∂z₂, in place
BENDS = {"sigmoid": _sigmoid, "tanh": _tanh, "relu": _relu}  # V₁ [X; 1] becomes s, in the s of a stack
BENDS_BACK = {"sigmoid": _sigmoid_back, "tanh": _tanh_back, "relu": _relu_back}  # k from s


def pack(problem, networks):
    """The state of a stack of these networks, each a dict W1, b1, W2, b2 in the shapes of NeuralNetwork."""
    alpha, rows, R = _alpha(problem), len(problem.X) + 1, len(networks)
    H = max(len(network["W1"]) for network in networks)
    V1, V2, c = np.zeros((rows, H, R)), np.zeros((H, R)), np.zeros(R)
    V1[-1] = OFF if problem.activation == "sigmoid" else 0
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
