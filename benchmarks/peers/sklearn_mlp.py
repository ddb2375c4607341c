"""scikit-learn's MLPClassifier, one network after another: plain gradient descent over all examples."""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

NAME = "scikit-learn's MLPClassifier, one by one"


def prepare(work):
    X, y = work.X.T.astype(np.float32), work.y[0].astype(int)
    networks = [_network(start, rate, work.epochs, X, y) for start, rate in zip(work.starts, work.rates, strict=True)]

    def train():
        for network in networks:
            _fit(network, X, y)

    return train, lambda: [np.mean((network.predict_proba(X)[:, 1] - y) ** 2) for network in networks]


def _network(start, rate, epochs, X, y):
    options = {"momentum": 0, "nesterovs_momentum": False, "alpha": 0, "tol": 0, "n_iter_no_change": epochs + 2}
    network = MLPClassifier(
        len(start["W1"]), activation="logistic", solver="sgd", batch_size=len(y), learning_rate_init=rate,
        shuffle=False, max_iter=1, warm_start=True, random_state=0, **options,
    )  # fmt: skip
    _fit(network, X, y)  # only to make its arrays
    for arrays, names in ((network.coefs_, ("W1", "W2")), (network.intercepts_, ("b1", "b2"))):
        for array, name in zip(arrays, names, strict=True):
            array[:] = start[name].T if array.ndim == 2 else start[name][:, 0]
    return network.set_params(max_iter=epochs)


def _fit(network, X, y):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        network.fit(X, y)
