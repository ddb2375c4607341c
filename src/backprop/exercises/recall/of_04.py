"""Recall of notebook 04, backwards in four lines: delta, the matrix products, the biases, what backpropagation is."""

from backprop.exercises.recall import ask, one_of, signed, written


def output_delta(rng):
    """dz2 of one example of a batch, for the cross-entropy."""
    a, y, n = one_of(rng, (0.2, 0.3, 0.6, 0.7, 0.8)), one_of(rng, (0, 1)), one_of(rng, (4, 5, 10))
    return ask(
        rng,
        f"The loss is the mean cross-entropy over a batch of {n} examples. For one of them the sigmoid output is "
        f"{written(a)} and the target is {y}. What is its entry of dz2?",
        (signed((a - y) / n), "dz2 = (a2 − y)/n: the sigmoid's slope cancels, and 1/n comes from the mean."),
        (signed((y - a) / n), "The sign is wrong: if the output is too high, the loss falls when z2 falls."),
        (signed(a - y), "The loss is a mean over the batch, so each example's share is divided by n."),
        (
            signed((a - y) * a * (1 - a) / n),
            "The factor a(1 − a) belongs to the squared error. For the cross-entropy the sigmoid's slope cancels.",
        ),
    )


PRODUCTS = {  # what is asked for: the right product, and those that are often written
    "dW1": ("dz1 @ X.T", "X @ dz1.T", "dz1.T @ X", "W2.T @ dz2"),
    "dW2": ("dz2 @ a1.T", "a1 @ dz2.T", "dz2.T @ a1", "W2.T @ dz2"),
    "da1": ("W2.T @ dz2", "W2 @ dz2", "dz2 @ W2.T", "dz2 @ a1.T"),
}


def matrix_product(rng):
    """The product that gives one of the arrays of the backward pass."""
    name = one_of(rng, list(PRODUCTS))
    n_features, n_hidden, n_outputs, n = (int(size) for size in rng.permutation([2, 3, 4, 5, 6, 7])[:4])
    right, turned, wrong, other = PRODUCTS[name]
    if name == "da1":
        why = "Each hidden unit collects the deltas of the outputs through its weights, so W2 is transposed."
        stops = "The inner sizes do not agree: W2 has a row for each output, so it has to be transposed."
        turns = (turned, stops), (wrong, "The two factors are in the wrong order, so the inner sizes do not agree.")
        mixed = "That is dW2, the gradient of the weights. The deltas go back through W2 itself."
    else:
        why = "Each example adds the outer product of its delta and what came in. The product sums over the examples."
        turns = (turned, f"That is {name} transposed: a gradient has the shape of its parameter."), (
            wrong, "The inner sizes do not agree: the product has to sum over the examples, which are the columns.",
        )  # fmt: skip
        mixed = "That is da1, what comes back to the hidden units. The gradient of the weights needs what came in."
    text = f"X is ({n_features}, {n}), dz1 and a1 are ({n_hidden}, {n}), dz2 is ({n_outputs}, {n}) and W2 is "
    return ask(rng, f"{text}({n_outputs}, {n_hidden}). Which product is {name}?", (right, why), *turns, (other, mixed))


def bias_gradient(rng):
    """db of a unit from its deltas over a batch."""
    drawn = [one_of(rng, (0.3, 0.4)), one_of(rng, (0.1, 0.2)), one_of(rng, (-0.1, -0.2)), -0.05]
    dz = rng.permutation(drawn).tolist()
    return ask(
        rng,
        f"The deltas dz of one unit for the four examples of a batch are {', '.join(map(signed, dz))}. They contain "
        "the factor 1/n already. What is the gradient db of its bias?",
        (signed(sum(dz)), "The bias is added in every example with the factor 1, so db is the sum of the deltas."),
        (signed(sum(dz) / 4), "This is their mean, so it divides by n twice: 1/n is in the deltas already."),
        (signed(sum(map(abs, dz))), "The deltas keep their signs, so positive and negative ones cancel in the sum."),
        ("0", "A bias has no input from the data, but it is added to z, so ∂z/∂b is 1 and not 0."),
    )


def what_it_is(rng):
    """What backpropagation does, and what it leaves to gradient descent."""
    return ask(
        rng,
        "Which sentence says what backpropagation is?",
        (
            "It computes the gradient of the loss and changes no weight.",
            "It goes from the loss back and uses each product again, so it costs about as much as one or two forward "
            "passes. Gradient descent then uses the gradient to change the weights.",
        ),
        (
            "It is an optimisation algorithm that adjusts the weights.",
            "This is often written, but the algorithm that adjusts the weights is gradient descent. Backpropagation "
            "gives it the gradient.",
        ),
        (
            "It moves each weight both ways and measures the loss.",
            "That is the central difference. It needs two forward passes for each weight; backpropagation needs one "
            "forward pass and one pass back for all of them.",
        ),
        (
            "It runs the network backwards, from the target to the input.",
            "The network cannot be inverted. What is carried backwards is the derivative of the loss.",
        ),
    )


QUESTIONS = (output_delta, matrix_product, bias_gradient, what_it_is)
