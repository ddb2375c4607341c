"""Right answers in many forms: for each exercise some parts, of which every choice of one entry a part is right."""

import itertools
import math
from collections import OrderedDict

import numpy as np


def tanh_form(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


def plain(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def in_place(z):
    z = -np.asarray(z, float)
    np.exp(z, out=z)
    z += 1
    return np.reciprocal(z, out=z)


def by_hand(A, B):
    """The matrix product in three loops."""
    A, B = np.asarray(A), np.asarray(B)
    C = np.zeros((len(A), B.shape[1]))
    for i, k, j in itertools.product(range(len(A)), range(A.shape[1]), range(B.shape[1])):
        C[i, j] += A[i, k] * B[k, j]
    return C


def einsum(A, B):
    return np.einsum("ik,kj->ij", A, B)


READ = np.array, np.float32, np.asfortranarray
SIGMOID = plain, tanh_form, in_place
TIMES = np.matmul, np.dot, einsum, by_hand
SUM = (
    lambda dz: dz.sum(axis=1, keepdims=True),
    lambda dz: dz @ np.ones((dz.shape[1], 1)),
    lambda dz: np.add.reduce(dz, 1).reshape(-1, 1),
    lambda dz: np.array([[math.fsum(row)] for row in dz]),
)
SLOPE = lambda a: a * (1 - a), lambda a: a - a**2, lambda a: 0.25 - (a - 0.5) ** 2
DTYPE = np.asarray, np.float32, lambda v: np.asarray(v).tolist()


def pack(names):
    """The ways of handing back several values by name and in order."""
    return (
        lambda values: dict(zip(names, values, strict=True)),
        lambda values: OrderedDict(reversed(list(zip(names, values, strict=True)))),
        lambda values: dict(zip(names, values, strict=True)) | {"loss": 0.25},
        tuple,
        list,
    )


def forward(read, sigmoid, times, dtype, pack):
    def answer(X, W1, b1, W2, b2):
        X, W1, b1, W2, b2 = map(read, (X, W1, b1, W2, b2))
        z1 = times(W1, X) + b1
        a1 = sigmoid(z1.copy())
        z2 = times(W2, a1) + b2
        return pack([dtype(v) for v in (z1, a1, z2, sigmoid(z2.copy()))])

    return answer


def central(f_of, by):
    return lambda f, x, h=1e-5: by(f_of(f, x + h), f_of(f, x - h), h)


def numerical(order, move, shape):
    def answer(f, W, h):
        slopes = np.zeros(W.shape)
        for index in order(W):
            slopes[index] = move(f, W, index, h)
        return shape(slopes)

    return answer


def _on_a_copy(f, W, index, h):
    up, down = W.copy(), W.copy()
    up[index] += h
    down[index] -= h
    return (f(up) - f(down)) / (2 * h)


def _put_back(f, W, index, h):
    old = W[index]
    W[index] = old + h
    above = f(W)
    W[index] = old - h
    below = f(W)
    W[index] = old
    return above / (2 * h) - below / (2 * h)


def _with_eye(f, W, index, h):
    step = np.zeros(W.shape)
    step[index] = 1
    return (f(W + h * step) - f(W - h * step)) / h / 2


def deltas(error, slope, back, pack):
    def answer(y, W2, z1, a1, z2, a2):
        dz2 = error(a2, y) * slope(a2)
        return pack([dz2, back(W2, dz2) * slope(a1)])

    return answer


def output_gradients(read, dz2_, times, total, dtype, pack):
    def answer(a1, a2, y):
        a1, a2, y = map(read, (a1, a2, y))
        dz2 = dz2_(a2, y)
        return pack([dtype(v) for v in (dz2, times(dz2, a1.T), total(dz2))])

    return answer


def _minus_equals(a2, y):
    error = a2.copy()
    error -= y
    error /= y.shape[1]
    return error


DZ2 = (
    lambda a2, y: (a2 - y) / y.shape[1],
    lambda a2, y: np.subtract(a2, y) * (1 / len(y.T)),
    _minus_equals,
    lambda a2, y: ((1 - y) / (1 - a2) - y / a2) * a2 * (1 - a2) / y.shape[1],
)


def mse(sigmoid, slope, mean, dtype):
    def answer(z2, y):
        a2 = sigmoid(z2.copy())
        return dtype(mean(2 * (a2 - y) * slope(a2), y))

    return answer


def step(new, pack):
    names = "W1", "b1", "W2", "b2"
    return lambda p, g, rate: pack([new(p[name], g[f"d{name}"], rate) for name in names])


def softmax(sub, exp, share, dtype):
    return lambda z: dtype(share(exp(z - sub(z))))


def softmax_delta(sub, minus, mean):
    def answer(z, y):
        e = np.exp(z - sub(z))
        return mean(minus(e / e.sum(axis=0), y), y.shape[1])

    return answer


def _at_the_label(a, y):
    a = a.copy()
    a[y.argmax(axis=0), np.arange(y.shape[1])] -= 1
    return a


def paired(difference, spread, root, pack):
    def answer(network, logistic, n_training, n_test):
        d = difference(network, logistic)
        return pack([np.mean(d), 2.26 * spread(d) * root(1 / len(d) + n_test / n_training)])

    return answer


def interval(z, root, pack):
    def answer(solved, n):
        p = solved / n
        middle, half = p + z**2 / (2 * n), z * root(p * (1 - p) / n + z**2 / (4 * n**2))
        return pack([(middle - half) / (1 + z**2 / n), (middle + half) / (1 + z**2 / n)])

    return answer


def mean_of_squares(predict, mean):
    return lambda X, y, w1, w2, b: mean(predict(np.asarray(X), w1, w2, b) - np.asarray(y)[0])


MAKE = {  # number: (what makes an answer of one entry a part, the parts)
    "0.1": (mean_of_squares, [
        (lambda X, w1, w2, b: w1 * X[0] + w2 * X[1] + b, lambda X, w1, w2, b: np.array([w1, w2]) @ X + b,
         lambda X, w1, w2, b: np.einsum("i,ij->j", [w1, w2], X) + b,
         lambda X, w1, w2, b: np.array([w1 * p + w2 * q + b for p, q in X.T])),
        (lambda e: np.mean(e**2), lambda e: e @ e / e.size, lambda e: float(sum(v * v for v in e) / len(e)),
         lambda e: np.square(e).sum() / e.shape[0], lambda e: np.float32(np.average(e * e)),
         lambda e: np.linalg.norm(e) ** 2 / len(e)),
    ]),
    "1.2": (forward, [READ, SIGMOID, TIMES, DTYPE, pack(("z1", "a1", "z2", "a2"))]),
    "2.1": (central, [
        (lambda f, x: f(x), lambda f, x: float(f(x)), lambda f, x: np.float64(f(x))),
        (lambda up, down, h: (up - down) / (2 * h), lambda up, down, h: (up - down) / h / 2,
         lambda up, down, h: 0.5 * (up / h - down / h), lambda up, down, h: np.diff([down, up])[0] / (h + h)),
    ]),
    "2.2": (numerical, [
        (lambda W: np.ndindex(W.shape), lambda W: itertools.product(*map(range, W.shape)),
         lambda W: reversed(list(np.ndindex(*W.shape)))),
        (_on_a_copy, _put_back, _with_eye),
        (np.asarray, np.float32, lambda s: s.tolist()),
    ]),
    "3.1": (deltas, [
        (lambda a, y: 2 * (a - y), lambda a, y: -2 * (y - a), lambda a, y: (a - y) + (a - y)),
        SLOPE,
        (lambda W2, d: W2.T @ d, lambda W2, d: (d.T @ W2).T, lambda W2, d: W2.reshape(-1, 1) * d,
         lambda W2, d: np.einsum("oh,on->hn", W2, d)),
        pack(("dz2", "dz1")),
    ]),
    "4.1": (output_gradients, [READ, DZ2, TIMES, SUM, DTYPE, pack(("dz2", "dW2", "db2"))]),
    "6.1": (mse, [
        SIGMOID, SLOPE,
        (lambda d, y: d / y.size, lambda d, y: d / np.prod(y.shape), lambda d, y: d / len(y) / y.shape[1]), DTYPE,
    ]),
    "7.3": (step, [
        (lambda v, g, r: v - r * g, lambda v, g, r: v + (-r) * g, lambda v, g, r: np.subtract(v, g * r),
         lambda v, g, r: np.float32(v) - r * g, lambda v, g, r: v.copy() - np.multiply(r, g)),
        pack(("W1", "b1", "W2", "b2")),
    ]),
    "11.1": (softmax, [
        (lambda z: z.max(axis=0), lambda z: np.max(z, 0, keepdims=True), lambda z: np.sort(z, axis=0)[-1]),
        (np.exp, lambda t: np.e**t, lambda t: np.exp(t / 2) ** 2),
        (lambda e: e / e.sum(axis=0), lambda e: (e.T / e.T.sum(axis=1)[:, None]).T,
         lambda e: e / (np.ones(len(e)) @ e)),
        DTYPE,
    ]),
    "11.2": (softmax_delta, [
        (lambda z: z.max(axis=0), lambda z: z.max(), lambda z: 0),
        (lambda a, y: a - y, lambda a, y: -(y - a), _at_the_label),
        (lambda d, n: d / n, lambda d, n: d * (1 / n), lambda d, n: np.divide(d, n).tolist()),
    ]),
    "11.4": (paired, [
        (np.subtract, lambda a, b: a - b, lambda a, b: np.array([p - q for p, q in zip(a, b, strict=True)])),
        (lambda d: d.std(ddof=1), lambda d: np.sqrt(np.var(d, ddof=1)),
         lambda d: np.sqrt(((d - d.mean()) ** 2).sum() / 9)),
        (np.sqrt, math.sqrt, lambda x: x**0.5),
        pack(("mean", "half")),
    ]),
    "12.2": (interval, [
        (1.96, 1.959963984540054, np.float64(1.96)), (np.sqrt, math.sqrt, lambda x: x**0.5), pack(("low", "high")),
    ]),
}  # fmt: skip


def rewrites(number, most=80):
    """Up to so many right answers to an exercise, spread over all choices of one entry a part."""
    make, parts = MAKE[number]
    every = list(itertools.product(*parts))
    stride = max(1, len(every) // most)
    return [make(*chosen) for chosen in every[:: stride + (stride % 2 == 0)]]
