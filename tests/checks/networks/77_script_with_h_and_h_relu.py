# ruff: noqa
# fmt: off
"""Two layers for a regression, in thirty lines."""
import numpy as np

rng = np.random.RandomState(3)
N, D_in, H, D_out = 8, 3, 5, 2
x = rng.randn(N, D_in)
y = rng.randn(N, D_out)
w1 = rng.randn(D_in, H)
w2 = rng.randn(H, D_out)
learning_rate = 1e-3

if __name__ == "__main__":
    for it in range(400):
        h = x.dot(w1)
        h_relu = np.maximum(h, 0)
        y_pred = h.dot(w2)
        loss = np.square(y_pred - y).sum()
        print("it:", it, "loss:", loss)
        grad_y_pred = 2.0 * (y_pred - y)
        grad_w2 = h_relu.T.dot(grad_y_pred)
        grad_h = grad_y_pred.dot(w2.T)
        grad_h[h < 0] = 0
        grad_w1 = x.T.dot(grad_h)
        w1 -= learning_rate * grad_w1
        w2 -= learning_rate * grad_w2
