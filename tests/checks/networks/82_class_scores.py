# ruff: noqa
# fmt: off
"""Classes by number, tanh inside, with a penalty on the weights."""
import numpy as np

epsilon = 0.05
reg_lambda = 0.01


def make_model(n_in=2, n_hidden=3, n_out=3):
    return {"W1": np.random.randn(n_in, n_hidden), "b1": np.zeros((1, n_hidden)),
            "W2": np.random.randn(n_hidden, n_out), "b2": np.zeros((1, n_out))}


def forward(model, x):
    z1 = x @ model["W1"] + model["b1"]
    a1 = np.tanh(z1)
    z2 = a1 @ model["W2"] + model["b2"]
    scores = np.exp(z2)
    return z1, a1, z2, scores / scores.sum(axis=1, keepdims=True)


def predict(model, x):
    return forward(model, x)[3]


def train_model(model, X, y, num_passes=1):
    for _ in range(num_passes):
        z1, a1, z2, probs = forward(model, X)
        delta3 = probs.copy()
        delta3[range(len(X)), y] -= 1
        delta2 = delta3 @ model["W2"].T * (1 - np.tanh(z2) ** 2)
        dW2 = a1.T @ delta3 + reg_lambda * model["W2"]
        dW1 = X.T @ delta2 + reg_lambda * model["W1"]
        model["W2"] -= epsilon * dW2
        model["b2"] -= epsilon * delta3.sum(axis=0, keepdims=True)
        model["W1"] -= epsilon * dW1
        model["b1"] -= epsilon * delta2.sum(axis=0)
    return model
