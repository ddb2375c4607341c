"""Shapes in which training code takes its examples, one small network each: found without being told, and judged."""

import numpy as np
import pytest

from backprop.checks import examine

HEAD = "import numpy as np\n\n\ndef s(z):\n    return 1 / (1 + np.exp(-z))\n\n\n"
X = np.random.default_rng(0).normal(size=(6, 2))
ONE = (np.arange(6) % 2).reshape(-1, 1).astype(float)
TWO = np.array([[1, 0], [0, 1], [1, 1], [0, 0], [1, 0], [0, 1]], float)

TARGETS_ONLY = """
class Net:
    def __init__(self):
        r = np.random.default_rng(1)
        self.W, self.V = r.normal(size=(3, 2)), r.normal(size=(2, 3))

    def forward(self, values):
        self.x = np.reshape(values, (-1, 1))
        self.h = s(self.W @ self.x)
        self.o = s(self.V @ self.h)
        return self.o

    def backward(self, wish):
        d = (self.o - np.reshape(wish, (-1, 1))) * self.o * (1 - self.o)
        e = self.V.T @ d * self.h * (1 - self.h)
        self.V -= 0.3 * d @ self.h.T
        self.W -= 0.3 * e @ self.x.T
"""

ROWS_AS_TABLES = """
class Layer:
    def __init__(self, n, m, seed):
        r = np.random.default_rng(seed)
        self.weights, self.bias = r.normal(size=(n, m)), r.normal(size=(1, m))

    def forward(self, row):
        self.row, self.out = row, np.tanh(row @ self.weights + self.bias)
        return self.out

    def backward(self, error, rate):
        delta = error * (1 - self.out ** 2)
        back = delta @ self.weights.T
        self.weights -= rate * self.row.T @ delta
        self.bias -= rate * delta
        return back


class Net:
    def __init__(self):
        self.layers = [Layer(2, 3, 1), Layer(3, 2, 2)]

    def predict(self, rows):
        for layer in self.layers:
            rows = layer.forward(rows)
        return rows

    def fit(self, x_train, y_train, epochs, learning_rate):
        samples = len(x_train)
        for _ in range(epochs):
            for j in range(samples):
                error = 2 * (self.predict(x_train[j]) - y_train[j]) / y_train[j].size
                for layer in reversed(self.layers):
                    error = layer.backward(error, learning_rate)
"""

RECORDS = """
class Net:
    def __init__(self):
        r = np.random.default_rng(1)
        self.W, self.V = r.normal(size=(2, 3)), r.normal(size=(3, 2))

    def forward(self, x):
        self.h = s(np.asarray(x) @ self.W)
        return s(self.h @ self.V)

    def train(self, samples):
        for sample in samples:
            x = np.asarray(sample[INPUT])
            d = self.forward(x) - np.asarray(sample[TARGET])
            e = self.V @ d * self.h * (1 - self.h)
            self.V -= 0.1 * np.outer(self.h, d)
            self.W -= 0.1 * np.outer(x, e)
"""

ADAM = """
def init_params():
    r = np.random.default_rng(1)
    p = {"W1": r.normal(size=(2, 4)), "b1": r.normal(size=4), "W2": r.normal(size=(4, 2)), "b2": r.normal(size=2)}
    return {"p": p, "m": {k: 0 * v for k, v in p.items()}, "v": {k: 0 * v for k, v in p.items()}, "t": 0}


def forward(net, X, dropout=0.0):
    p = net["p"]
    h = np.tanh(X @ p["W1"] + p["b1"])
    h = h * (np.random.rand(*h.shape) >= dropout) / (1 - dropout)
    return h, s(h @ p["W2"] + p["b2"])


def train(net, X, y, epochs, lr=0.01, lam=LAMBDA, dropout=0.3):
    for _ in range(epochs):
        h, o = forward(net, X, dropout)
        d = (o - y) / len(X)
        e = d @ net["p"]["W2"].T * (1 - h ** 2)
        g = {"W1": X.T @ e, "b1": e.sum(0), "W2": h.T @ d, "b2": d.sum(0)}
        net["t"] += 1
        for k in g:
            g[k] = SIGN * g[k] + lam * net["p"][k] * (k[0] == "W")
            net["m"][k] = 0.9 * net["m"][k] + 0.1 * g[k]
            net["v"][k] = 0.999 * net["v"][k] + 0.001 * g[k] ** 2
            m, v = net["m"][k] / (1 - 0.9 ** net["t"]), net["v"][k] / (1 - 0.999 ** net["t"])
            net["p"][k] = net["p"][k] - lr * m / (np.sqrt(v) + 1e-8)
"""

VECTORS = """
inputs, target = np.array([0.5, -0.2]), np.array([1, 0, 1])
w, biases = np.random.default_rng(1).normal(size=(2, 3)), np.full((1, 3), 0.1)
for epoch in range(100):
    out = s(inputs @ w + biases)
    d = (out - target) * out * (1 - out)
    w -= 0.1 * inputs.reshape(-1, 1) @ d.reshape(1, -1)
"""

COUNT = """
x = np.random.default_rng(1).normal(size=(10, 3))
y = (np.arange(10) % 2).astype(float)
w, n, alpha = np.full(3, 0.1), len(x), 0.05
while True:
    y_hat = s(x @ w)
    w = w - alpha * (2 / n) * ((y_hat - y) * y_hat * (1 - y_hat)) @ x
"""

SUMMED = """
class Net:
    def __init__(self):
        r = np.random.default_rng(1)
        self.W, self.V = r.normal(size=(2, 3)), r.normal(size=(3, 1))

    def forward(self, X):
        self.h = HIDDEN
        self.o = s(self.h @ self.V)
        return self.o

    def train(self, X, y, rate):
        o = self.forward(X)
        d = DELTA
        e = BACK
        self.V -= rate * self.h.T @ d
        self.W -= rate * X.T @ e
"""
LISTS = """
def forward(network, row):
    values = row
    for layer in network:
        for unit in layer:
            total = unit["weights"][-1] + sum(w * v for w, v in zip(unit["weights"][:-1], values))
            unit["output"] = s(total)
        values = [unit["output"] for unit in layer]
    return values


def train_network(network, train, l_rate, n_epoch, n_outputs):
    for _ in range(n_epoch):
        for row in train:
            wanted = [0] * n_outputs
            wanted[row[-1]] = 1
            errors = [o - t for o, t in zip(forward(network, row), wanted)]
            for number in (1, 0):
                layer, before = network[number], [u["output"] for u in network[0]] if number else row[:-1]
                for unit, error in zip(layer, errors):
                    unit["delta"] = error * unit["output"] * (1 - unit["output"])
                errors = [sum(u["weights"][j] * u["delta"] for u in layer) for j in range(len(before))]
                for unit in layer:
                    for j, value in enumerate(before):
                        unit["weights"][j] -= l_rate * unit["delta"] * value
                    unit["weights"][-1] -= l_rate * unit["delta"]


def make():
    r = np.random.default_rng(0)
    return [[{"weights": r.normal(size=3).tolist()} for _ in range(n)] for n in (2, 3)]
"""
RIGHT = {"HIDDEN": "s(X @ self.W)", "DELTA": "(o - y) * o * (1 - o)", "BACK": "d @ self.V.T * self.h * (1 - self.h)"}


def found(text, y=ONE, make="Net()", **words):
    for word, value in words.items():
        text = text.replace(word, value)
    space = {"__name__": "a_lab"}
    exec(compile(HEAD + text, "a_lab", "exec"), space)
    space |= {"examine": examine, "net": eval(make, space), "X": X, "y": y}
    return eval("examine(net, X, y)", space)


def of_script(text, tmp_path, **words):
    for word, value in words.items():
        text = text.replace(word, value)
    (tmp_path / "lab.py").write_text(HEAD + text, encoding="utf-8")
    return examine(tmp_path / "lab.py")


def is_right(result, loss, scale):
    assert (result.verdict, result.loss, result.scale) == ("right", loss, scale), str(result)


def test_a_backward_pass_that_takes_the_targets_only():
    is_right(found(TARGETS_ONLY, TWO), "squared error", "half sum")
    assert found(TARGETS_ONLY.replace("* self.h * (1 - self.h)\n", "\n"), TWO).fault == "hidden slope missing"


def test_rows_as_tables_one_after_the_other():
    is_right(found(ROWS_AS_TABLES, TWO), "squared error", "half sum")  # ½, as 1/k for two outputs
    assert found(ROWS_AS_TABLES.replace("self.bias -=", "self.bias +="), TWO).fault == "sign flipped"


@pytest.mark.parametrize(("asked", "wanted"), [("'x'", "'y'"), ("'input'", "'output'"), ("'pixels'", "'label'")])
def test_samples_whose_parts_have_names(asked, wanted):
    is_right(found(RECORDS, TWO, INPUT=asked, TARGET=wanted), "cross-entropy (binary)", "sum")


def test_samples_with_attributes():
    text = RECORDS.replace("sample[INPUT]", "sample.inputs").replace("sample[TARGET]", "sample.target")
    is_right(found(text, TWO), "cross-entropy (binary)", "sum")


def test_rows_with_their_class_behind_the_inputs():
    result = found(LISTS, np.arange(6) % 3, "make()")
    is_right(result, "squared error", "half sum")
    assert "network[0][1]['weights']" in str(result)
    text = LISTS.replace('* (1 - unit["output"])\n', '* ((1 - unit["output"]) if number else 1)\n')
    result = found(text, np.arange(6) % 3, "make()")
    assert [name for name, block in result.blocks.items() if not block.right] == ["0.0.weights", "0.1.weights"]


def test_columns_one_after_the_other_in_one_array():
    text = (
        ROWS_AS_TABLES.replace("(n, m)", "(m, n)")
        .replace("(1, m)", "(m, 1)")
        .replace("row @ self.weights", "self.weights @ row")
    )
    text = text.replace("delta @ self.weights.T", "self.weights.T @ delta").replace(
        "self.row.T @ delta", "delta @ self.row.T"
    )
    is_right(found(text.replace("len(x_train)", "x_train.shape[0]"), TWO), "squared error", "half sum")


PER_EXAMPLE = """
class Net:
    def __init__(self):
        r = np.random.default_rng(1)
        self.W, self.V = r.normal(size=(2, 3)), r.normal(size=(3, 2))

    def forward(self, x):
        self.h = s(np.asarray(x) @ self.W)
        return s(self.h @ self.V)

    def train(self, data):
        for x, t in PARTS:
            d = self.forward(x) - t
            e = self.V @ d * self.h * (1 - self.h)
            self.V -= 0.1 * np.outer(self.h, d)
            self.W -= 0.1 * np.outer(x, e)
"""


@pytest.mark.parametrize("parts", ["[data]", "data", "zip(data['x'], data['y'])", "[(data['x'], data['y'])]"])
def test_examples_in_one_argument(parts):
    is_right(found(PER_EXAMPLE, TWO, PARTS=parts), "cross-entropy (binary)", "sum")


@pytest.mark.parametrize("name", ["error", "d", "grad_output", "dout", "signal_back"])
def test_a_backward_pass_that_takes_an_error_is_not_called_wrong(name):
    text = TARGETS_ONLY.replace("(self.o - np.reshape(wish, (-1, 1)))", f"np.reshape({name}, (-1, 1))")
    assert found(text.replace("wish", name), TWO).verdict == "undecided"


@pytest.mark.parametrize("decay", ["0.0", "0.02"])
def test_adam_with_decay_and_dropout_that_an_argument_switches_off(decay):
    result = found(ADAM, TWO, "init_params()", LAMBDA=decay, SIGN="1")
    is_right(result, "cross-entropy (binary)", "mean")
    assert ("decay" in result.extra) == (decay != "0.0")


def test_adam_uphill_is_not_called_right():
    assert not found(ADAM, TWO, "init_params()", LAMBDA="0.0", SIGN="-1")


def test_a_script_with_one_example_as_vectors(tmp_path):
    result = of_script(VECTORS, tmp_path)
    assert result.fault == "biases never updated"
    assert [name for name, block in result.blocks.items() if not block.right] == ["biases"]


def test_a_script_that_divides_by_a_number_of_examples_that_it_keeps(tmp_path):
    is_right(of_script(COUNT, tmp_path), "squared error", "mean")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ({"DELTA": "np.sum(o - y) * o * (1 - o)"}, "errors of all examples summed into one number"),
        ({"DELTA": "np.mean(o - y) * o * (1 - o)"}, "errors of all examples summed into one number"),
        ({"BACK": "d @ self.V.T * self.h * (1 - o)"}, "slope or outputs of another layer"),
        ({"BACK": "d @ self.V.T * o * (1 - o)"}, "slope or outputs of another layer"),
        ({"HIDDEN": "np.tanh(X @ self.W)", "BACK": "d @ self.V.T * (1 - np.tanh(self.h) ** 2)"},
         "tanh applied twice in the slope"),
        ({"DELTA": "o - y", "BACK": "d * o * (1 - o) @ self.V.T * self.h * (1 - self.h)"}, "output slope missing"),
        ({"DELTA": "o - y"}, None),
    ],
)  # fmt: skip
def test_faults(words, fault):
    assert found(SUMMED, **(RIGHT | words)).fault == fault
