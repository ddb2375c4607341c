"""The network of the lab report, at any depth: forward, gradients, one step, and a training run."""

import numpy as np

from backprop import arguments
from backprop.activations import HIDDEN, OUTPUT
from backprop.losses import LOSSES, check_pair, check_targets, squared_error
from backprop.starts import STARTS
from backprop.training import History, gradient_descent


class NeuralNetwork:
    """A fully connected network; its parameters W1, b1, W2, b2, … can be read and assigned.

    sizes       input size, hidden sizes …, output size
    activation  of the hidden layers: "sigmoid", "tanh" or "relu"
    output      activation of the last layer: "sigmoid", "softmax", "tanh", "relu" or "linear"
    loss        "cross-entropy" or "mse"
    start       of the weights: "normal", draws from N(0, 1) as in the lab report, or another key of `starts.STARTS`
    rng         a numpy Generator or a seed; None starts differently every time

    Raises TypeError or ValueError for a size, name or seed that cannot be.
    """

    def __init__(
        self, *sizes, activation="sigmoid", output="sigmoid", loss="cross-entropy", start="normal", rng=None
    ):  # fmt: skip
        self.sizes = tuple(arguments.whole(f"sizes[{i}]", size) for i, size in enumerate(sizes))
        if len(sizes) < 2:
            raise ValueError(f"sizes is {self.sizes}: give at least an input and an output size")
        self.activation = arguments.choice("activation", activation, HIDDEN)
        self.output = arguments.choice("output", output, OUTPUT)
        self.loss = arguments.choice("loss", loss, LOSSES)
        check_pair(self.loss, self.output)
        draw, rng = arguments.choice("start", start, STARTS), arguments.generator(rng)
        for layer, (n_in, n_out) in enumerate(zip(self.sizes, self.sizes[1:], strict=False), start=1):
            setattr(self, f"W{layer}", draw(n_out, n_in, rng))
            setattr(self, f"b{layer}", np.zeros((n_out, 1)))

    @property
    def n_layers(self):
        """The number of layers with weights: 2 for the report's network."""
        return len(self.sizes) - 1

    @property
    def parameters(self):
        """{"W1": …, "b1": …, …}: the arrays themselves, not copies."""
        names = [f"{kind}{layer}" for layer in self._layers() for kind in "Wb"]
        return {name: getattr(self, name) for name in names}

    def forward(self, X):
        """The network's outputs, shape (n_outputs, n_examples); z1, a1, z2, a2, … are kept.

        Notebook 04, equation 4.1.
        X  (n_features, n_examples)
        Raises ValueError or TypeError if X or a parameter does not fit the network.
        """
        values = self._values(self._inputs(X))
        vars(self).update({name: value for name, value in values.items() if name != "a0"})
        return values[f"a{self.n_layers}"]

    def predict(self, X):
        """As `forward`, but nothing is kept."""
        return self._values(self._inputs(X))[f"a{self.n_layers}"]

    def gradients(self, X, y):
        """Gradient of the mean loss J with respect to every parameter; no weight changes.

        Notebook 04, equations 4.2 to 4.5, in the same order.

        X  (n_features, n_examples)
        y  (n_outputs, n_examples)  targets; 0 to 1 for cross-entropy

        Returns a dict dW1, db1, dW2, db2, …; each has the shape of its parameter.
        Raises ValueError or TypeError if an argument does not fit the network.
        """
        X, y = self._examples(X, y)
        return self._gradients(self._values(X), y)

    def loss_value(self, X, y):
        """The mean loss J, a float: what `gradients` is the gradient of."""
        X, y = self._examples(X, y)
        return self._losses(self._values(X), y)[0]

    def backward(self, X, y, learning_rate):
        """The report's method: the gradients at X and y, then one step against them.

        Raises FloatingPointError, and takes no step, if a parameter would become infinite.
        """
        learning_rate = arguments.positive("learning_rate", learning_rate)
        with np.errstate(over="ignore", invalid="ignore"):
            self._step(self.gradients(X, y), learning_rate)

    def train(self, X, y, epochs, learning_rate, print_every=100):
        """A History of `epochs` steps of gradient descent over all examples at once.

        print_every  epochs between printed lines; 0 prints nothing
        A run whose numbers overflow stops with a sentence, at the parameters of its last entry.
        """
        X, y = self._examples(X, y)
        epochs = arguments.whole("epochs", epochs)
        learning_rate = arguments.positive("learning_rate", learning_rate)
        print_every = arguments.whole("print_every", print_every, least=0)
        values, kept = {}, self.parameters
        history = History(self.loss.name, learning_rate)

        def look():
            values.update(self._values(X))
            return self._losses(values, y)

        def step():
            kept.update(self.parameters)
            self._step(self._gradients(values, y), learning_rate)

        with np.errstate(over="ignore", invalid="ignore"):
            gradient_descent(look, step, history, epochs, print_every)
        if history.stopped:
            vars(self).update(kept)
        return history

    def _layers(self):
        return range(1, self.n_layers + 1)

    def _values(self, X):
        """{"a0": X, "z1": …, "a1": …, …}: every z and a on the way forward."""
        values = {"a0": X}
        for layer in self._layers():
            g = self.output if layer == self.n_layers else self.activation
            z = getattr(self, f"W{layer}") @ values[f"a{layer - 1}"] + getattr(self, f"b{layer}")
            values[f"z{layer}"], values[f"a{layer}"] = z, g(z)
        return values

    def _losses(self, values, y):
        """(J, mean squared error)."""
        z, a = values[f"z{self.n_layers}"], values[f"a{self.n_layers}"]
        return self.loss.value(z, y, self.output), squared_error(a, y)

    def _gradients(self, values, y):
        gradients = {}
        dz = self.loss.slope(values[f"z{self.n_layers}"], y, self.output)  # (n_outputs, n_examples), eq. 4.2
        for layer in reversed(self._layers()):
            gradients[f"dW{layer}"] = dz @ values[f"a{layer - 1}"].T  # eq. 4.3
            gradients[f"db{layer}"] = dz.sum(axis=1, keepdims=True)  # eq. 4.4
            if layer > 1:
                da = getattr(self, f"W{layer}").T @ dz
                dz = self.activation.backward(values[f"z{layer - 1}"], da)  # eq. 4.5
        return gradients

    def _step(self, gradients, learning_rate):
        moved = {name: value - learning_rate * gradients[f"d{name}"] for name, value in self.parameters.items()}
        if not all(np.isfinite(value).all() for value in moved.values()):
            raise FloatingPointError(
                f"a parameter would become infinite: learning_rate {learning_rate:g} is too large, give less"
            )
        vars(self).update(moved)

    def _inputs(self, X):
        for layer, (n_in, n_out) in enumerate(zip(self.sizes, self.sizes[1:], strict=False), start=1):
            self._check_parameter(f"W{layer}", (n_out, n_in))
            self._check_parameter(f"b{layer}", (n_out, 1))
        return arguments.matrix("X", X, self.sizes[0], "feature")

    def _check_parameter(self, name, shape):
        found = arguments.array(name, getattr(self, name))
        if found.shape != shape:
            raise ValueError(
                f"{name} has shape {found.shape} but this network needs {shape}: assign an array like that"
            )
        setattr(self, name, found)

    def _examples(self, X, y):
        X, y = self._inputs(X), arguments.matrix("y", y, self.sizes[-1], "output")
        if X.shape[1] != y.shape[1]:
            raise ValueError(
                f"X has {X.shape[1]} columns but y has {y.shape[1]}: "
                f"each column is one example, give both the same number"
            )
        check_targets(self.loss, self.output, y)
        return X, y
