# ruff: noqa
# fmt: off
"""A lab script: uniform weights, biases updated too."""
import numpy as np

X = np.array([[2, 9], [1, 5], [3, 6]], dtype=float)
y = np.array([[92], [86], [89]], dtype=float) / 100
X = X / X.max(axis=0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def derivatives_sigmoid(x):
    return x * (1 - x)


lr = 0.1
wh = np.random.uniform(size=(2, 4))
bh = np.random.uniform(size=(1, 4))
wout = np.random.uniform(size=(4, 1))
bout = np.random.uniform(size=(1, 1))

if __name__ == "__main__":
    for i in range(7000):
        hlayer_act = sigmoid(X @ wh + bh)
        output = sigmoid(hlayer_act @ wout + bout)
        d_output = (y - output) * derivatives_sigmoid(output)
        d_hiddenlayer = d_output @ wout.T * derivatives_sigmoid(hlayer_act)
        wout += hlayer_act.T @ d_output * lr
        bout += np.sum(d_output, axis=0, keepdims=True) * lr
        wh += X.T @ d_hiddenlayer * lr
        bh += np.sum(d_hiddenlayer, axis=0, keepdims=True) * lr
    print("Predicted output:", output)
