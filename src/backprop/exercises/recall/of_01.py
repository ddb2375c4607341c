"""Recall of notebook 01, the forward pass: the weighted sum, the shapes, the number of parameters."""

from backprop.exercises.recall import ask, one_of, written


def weighted_sum(rng):
    """z of a unit whose second or first input is 0."""
    w1 = one_of(rng, (-3.0, -2.0, 2.0, 3.0))
    w2 = one_of(rng, (-1.5, -0.5, 0.5, 1.5))
    b = one_of(rng, (-0.4, -0.2, 0.2, 0.4))
    first = one_of(rng, (True, False))
    on, off = (w1, w2) if first else (w2, w1)
    return ask(
        rng,
        f"A hidden unit has the weights w1 = {written(w1)} and w2 = {written(w2)} and the bias b = {written(b)}. "
        f"Its input is {'(1, 0)' if first else '(0, 1)'}. What is its pre-activation z?",
        (written(on + b), "z = w1·x1 + w2·x2 + b. The input that is 0 removes its weight from the sum; b remains."),
        (written(on), "The bias is missing. It is added whatever the inputs are."),
        (written(on + off + b), "One input is 0, so its weight contributes nothing to the sum."),
        (written(off + b), "This uses the weight of the other input, the one that is 0."),
    )


def shape(rng):
    """The shape of one array of a forward pass."""
    sizes = [int(size) for size in rng.permutation([2, 3, 4, 5, 6, 7, 8])[:3]]
    name, answers = one_of(rng, (("W1", _of_weights), ("b1", _of_biases), ("z1", _of_units), ("a1", _of_units)))
    return ask(
        rng,
        f"A network has {sizes[0]} inputs and {sizes[1]} hidden units, and X holds {sizes[2]} examples, one in each "
        f"column. What is the shape of {name}?",
        *answers(*sizes),
    )


def _of_weights(n_features, n_hidden, n):
    return [
        (f"({n_hidden}, {n_features})", "W1 has a row for each hidden unit and a column for each input."),
        (f"({n_features}, {n_hidden})", "The rows and columns are exchanged: a row belongs to a unit."),
        (f"({n_hidden}, {n})", "The weights are the same for every example, so their number plays no part."),
        (f"({n_features}, {n})", "That is the shape of X."),
    ]


def _of_biases(n_features, n_hidden, n):
    return [
        (f"({n_hidden}, 1)", "A bias belongs to a unit, so b1 is one column. Broadcasting adds it to every example."),
        (f"(1, {n_hidden})", "As a row it would be added along the examples. A bias belongs to a unit, so to a row."),
        (f"({n_hidden}, {n})", "Broadcasting repeats the bias for each example, but only one column is stored."),
        (f"({n_features}, 1)", "There is one bias for each hidden unit, not for each input."),
    ]


def _of_units(n_features, n_hidden, n):
    return [
        (f"({n_hidden}, {n})", "There is a row for each hidden unit and a column for each example."),
        (f"({n}, {n_hidden})", "The rows and columns are exchanged: in this series an example is a column."),
        (f"({n_hidden}, 1)", "That would be the shape for a single example."),
        (f"({n_hidden}, {n_features})", "That is the shape of W1, which multiplies X."),
    ]


def parameters(rng):
    """The number of parameters of a network with one hidden layer."""
    n_features, n_hidden, n_outputs = (one_of(rng, sizes) for sizes in ((2, 3, 5), (4, 6, 8), (1, 2, 3)))
    weights, biases = n_hidden * (n_features + n_outputs), n_hidden + n_outputs
    return ask(
        rng,
        f"How many parameters does a {n_features}-{n_hidden}-{n_outputs} network have?",
        (
            written(weights + biases),
            "Each connection has a weight, and each hidden unit and each output unit has one bias.",
        ),
        (written(weights), "These are the weights. Each hidden unit and each output unit has a bias as well."),
        (written(weights + 2), "A layer has more than one bias: each of its units has its own."),
        (written(weights + biases + n_features), "The inputs have no bias: they are given and not computed."),
    )


QUESTIONS = (weighted_sum, shape, parameters)
