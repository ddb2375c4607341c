# ruff: noqa
# fmt: off
"""A lab script with biases."""
import numpy as np

X = np.array([[2, 9], [1, 5], [3, 6]], dtype=float) / 9
y = np.array([[0.92], [0.86], [0.89]])
epoch, lr = 5000, 0.1
weight_h = np.random.uniform(size=(2, 4))
bias_h = np.random.uniform(size=(1, 4))
weight_o = np.random.uniform(size=(4, 1))
bias_o = np.random.uniform(size=(1, 1))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


if __name__ == "__main__":
    for i in range(epoch):
        out_h = sigmoid(X @ weight_h + bias_h)
        out_o = sigmoid(out_h @ weight_o + bias_o)
        delta_o = (y - out_o) * out_o * (1 - out_o)
        delta_h = delta_o @ weight_o.T * out_h * (1 - out_h)
        weight_o += out_h.T @ delta_o * lr
        weight_h += X.T @ delta_h * lr
    print("Predicted:", out_o)
