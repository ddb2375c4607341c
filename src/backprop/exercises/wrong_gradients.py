"""The ways in which the gradient of a two-layer network is got wrong, each with the sentence that names it: one table.

A mistake has a name, a sentence, and the line that is written wrongly; where several wrong lines are one mistake,
they stand together, and lines that are wrong at once are parted by ;. What follows from them is then wrong as it is
for a learner. The bug museum of notebook 05 shows some of these lines, and runs them.
"""

CROSS_ENTROPY = {
    "sum for mean": (
        "Too large by the number of examples: is the mean over the examples missing?",
        "dz2 = a2 - y",
    ),
    "mean twice": (
        "Too small by the number of examples: is the 1/n of the mean in it twice?",
        "dz2 = (a2 - y) / y.shape[1] ** 2",
    ),
    "sign": (
        "The sign is flipped: is the error a2 - y, not y - a2?",
        "dz2 = (y - a2) / y.shape[1]",
    ),
    "factor doubled": (
        "Twice too large: the 2 belongs to the squared error, and this loss is the cross-entropy.",
        "dz2 = 2 * (a2 - y) / y.shape[1]",
    ),
    "factor halved": (
        "Half of what it should be: the cross-entropy has no ½ in it.",
        "dz2 = 0.5 * (a2 - y) / y.shape[1]",
    ),
    "mean over outputs": (
        "Too small by the number of outputs: the loss is the mean over examples but the sum over outputs, "
        "so divide by y.shape[1], not by y.size.",
        "dz2 = (a2 - y) / y.size",
    ),
    "four for n": (
        "It is divided by 4, the number of examples of XOR. Here n is a different number: divide by y.shape[1].",
        "dz2 = (a2 - y) / 4",
    ),
    "rows for columns": (
        "It is divided by the number of outputs, the rows of y. Examples are columns: divide by y.shape[1].",
        "dz2 = (a2 - y) / len(y)",
    ),
    "only y divided": (
        "Only y is divided by the number of examples: put brackets round the difference, (a2 - y) / y.shape[1].",
        "dz2 = a2 - y / y.shape[1]",
    ),
    "error squared": (
        "The error is squared in dz2: the slope of the loss holds the error a2 - y itself.",
        "dz2 = (a2 - y) ** 2 / y.shape[1]",
    ),
    "chain not finished": (
        "This is ∂J/∂a2, where ∂J/∂z2 belongs. One factor is still to come, the slope of the sigmoid: it cancels the "
        "denominator.",
        "dz2 = (a2 - y) / (a2 * (1 - a2)) / y.shape[1]",
        "dz2 = (a2 - y) / (a2 * (1 - a2)) / y.size",
    ),
    "targets of 1 only": (
        "Only the examples whose target is 1 count in dz2: where y is 0, the other half of the loss, with 1 - y, has a "
        "slope too.",
        "dz2 = -y * (1 - a2) / y.shape[1]",
        "dz2 = -y / a2 / y.shape[1]",
    ),
    "gradient of the MSE": (
        "This is the gradient of the squared error: it has the slope a2 * (1 - a2) in it, which cancels for the "
        "cross-entropy. Look at dz2.",
        "dz2 = (a2 - y) * a2 * (1 - a2) / y.shape[1]",
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / y.shape[1]",
        "dz2 = (a2 - y) * a2 * (1 - a2) / y.size",
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / y.size",
    ),
    "sigmoid twice at the output": (
        "The output's delta holds the slope σ′ of a2, which has been through the sigmoid already; for the "
        "cross-entropy dz2 holds no slope at all.",
        "dz2 = (a2 - y) * sigmoid(a2) * (1 - sigmoid(a2)) / y.shape[1]",
        "dz2 = 2 * (a2 - y) * sigmoid(a2) * (1 - sigmoid(a2)) / y.shape[1]",
    ),
}  # fmt: skip

MSE = {
    "sum for mean": (
        "Too large by the number of examples: is the mean over the examples missing?",
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / len(y)",
    ),
    "sum over every entry": (
        "Too large by the number of entries of y: is the mean missing?",
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2)",
    ),
    "mean twice": (
        "Too small by the number of examples: is the 1/n of the mean in it twice?",
        "dz2 = 2 * (a2 - y) * a2 * (1 - a2) / y.size / y.shape[1]",
    ),
    "sign": (
        "The sign is flipped: is the error a2 - y, not y - a2?",
        "dz2 = 2 * (y - a2) * a2 * (1 - a2) / y.size",
    ),
    "factor dropped": (
        "Half of what it should be: where is the 2 of the square?",
        "dz2 = (a2 - y) * a2 * (1 - a2) / y.size",
    ),
    "factor doubled": (
        "Twice too large: is the 2 of the square in it twice?",
        "dz2 = 4 * (a2 - y) * a2 * (1 - a2) / y.size",
    ),
    "gradient of the cross-entropy": (
        "This is the gradient of the cross-entropy: the squared error also needs the slope of the sigmoid at "
        "the output. Look at dz2.",
        "dz2 = (a2 - y) / y.shape[1]",
        "dz2 = 2 * (a2 - y) / y.shape[1]",
        "dz2 = (a2 - y) / y.size",
        "dz2 = 2 * (a2 - y) / y.size",
    ),
    "sigmoid twice at the output": (
        "The slope at the output is σ′ of a2, which has been through the sigmoid already: give it z2.",
        "dz2 = 2 * (a2 - y) * sigmoid.slope(a2) / y.size",
    ),
    "z(1 − z) at the output": (
        "The slope at the output is worked out as z2 * (1 - z2): that short form needs the activation a2.",
        "dz2 = 2 * (a2 - y) * z2 * (1 - z2) / y.size",
    ),
}  # fmt: skip

OUTPUT_Z = {
    "z(1 − z) at the output": (
        "The output's delta holds z2 * (1 - z2); for the cross-entropy dz2 holds no slope at all.",
        "dz2 = (a2 - y) * z2 * (1 - z2) / y.shape[1]",
        "dz2 = 2 * (a2 - y) * z2 * (1 - z2) / y.shape[1]",
    ),
}

BIAS = {
    "biases never updated": (
        "The gradient of the bias is 0: a bias moves too.",
        "db2 = 0 * b2; db1 = 0 * b1",
        "db2 = 0 * dz2[:, :1]",
        "db1 = 0 * b1",
    ),
    "bias averaged twice": (
        "The bias is averaged twice: dz holds the 1/n already, so take the sum over the examples and not the mean.",
        "db1 = dz1.mean(axis=1, keepdims=True)",
        "db2 = dz2.mean(axis=1, keepdims=True)",
        "db2 = dz2.mean(axis=1, keepdims=True); db1 = dz1.mean(axis=1, keepdims=True)",
    ),
    "bias summed over units": (
        "The bias is summed over the units too: each unit has its own, so sum along axis 1 only.",
        "db1 = dz1.sum(keepdims=True) + 0 * b1",
        "db2 = dz2.sum(keepdims=True) + 0 * dz2[:, :1]",
        "db2 = dz2.sum(keepdims=True) + 0 * dz2[:, :1]; db1 = dz1.sum(keepdims=True) + 0 * b1",
    ),
    "bias not summed": (
        "The bias is dz itself, with a column for each example: sum it over the examples, axis=1.",
        "db2 = dz2",
        "db1 = dz1",
        "db2 = dz2; db1 = dz1",
    ),
    "bias along the wrong axis": (
        "The bias is summed along axis 0, over the units. Examples are columns: sum along axis=1.",
        "db2 = dz2.sum(axis=0, keepdims=True)",
        "db1 = dz1.sum(axis=0, keepdims=True)",
        "db2 = dz2.sum(axis=0, keepdims=True); db1 = dz1.sum(axis=0, keepdims=True)",
        "db2 = dz2.sum(axis=0); db1 = dz1.sum(axis=0)",
    ),
    "bias of the other layer": (
        "The sum of dz2 stands for db1: the bias of the hidden layer takes the sum of dz1.",
        "db1 = dz2.sum(axis=1, keepdims=True)",
    ),
    "bias from the weights": (
        "The bias takes the row sums of dW: it takes the sum of dz over the examples.",
        "db2 = dW2.sum(axis=1, keepdims=True)",
        "db1 = dW1.sum(axis=1, keepdims=True)",
        "db2 = dW2.sum(axis=1, keepdims=True); db1 = dW1.sum(axis=1, keepdims=True)",
    ),
}

MEAN = {
    "only the weights divided": (
        "dW1 and dW2 are divided by the number of examples, but db1 and db2 are not: the mean is missing in the bias. "
        "With the 1/n in dz2, all four have it.",
        "dz2 = a2 - y; dW2 = dz2 @ a1.T / y.shape[1]; dW1 = dz1 @ X.T / y.shape[1]",
    ),
    "only the biases divided": (
        "db1 and db2 are divided by the number of examples, but dW1 and dW2 are not: the mean is missing in the "
        "weights. With the 1/n in dz2, all four have it.",
        "dz2 = a2 - y; db2 = dz2.mean(axis=1, keepdims=True); db1 = dz1.mean(axis=1, keepdims=True)",
    ),
    "weights divided twice": (
        "The 1/n of the mean is in dW1 and dW2 twice: dz holds it already.",
        "dW2 = dz2 @ a1.T / y.shape[1]; dW1 = dz1 @ X.T / y.shape[1]",
    ),
    "moved": (
        "These are parameters after a step, W2 - rate * dW2 and so on: the gradient itself is asked for.",
        *(
            f"dW2 = W2 - {rate} * dz2 @ a1.T; db2 = b2 - {rate} * dz2.sum(axis=1, keepdims=True); "
            f"dW1 = W1 - {rate} * dz1 @ X.T; db1 = b1 - {rate} * dz1.sum(axis=1, keepdims=True)"
            for rate in (0.5, 0.1, 0.01, 1)
        ),
    ),
}

HIDDEN = {
    "hidden slope missing": (
        "The slope of the hidden sigmoid is missing: da1 is not yet dz1.",
        "dz1 = da1",
    ),
    "half of the hidden slope": (
        "The slope of the hidden sigmoid is a1 * (1 - a1); one of its two factors is missing.",
        "dz1 = da1 * a1",
        "dz1 = da1 * (1 - a1)",
    ),
    "sigmoid twice at the hidden layer": (
        "The hidden slope is σ′ of a1, which has been through the sigmoid already: give it z1, or use the short "
        "form with a1.",
        "dz1 = da1 * sigmoid.slope(a1)",
    ),
    "z(1 − z) at the hidden layer": (
        "The hidden slope is worked out as z1 * (1 - z1): that short form needs the activation a1.",
        "dz1 = da1 * z1 * (1 - z1)",
    ),
    "hidden sign": (
        "The sign of the hidden delta is flipped: nothing between dz2 and dz1 brings a minus.",
        "dz1 = -da1 * a1 * (1 - a1)",
    ),
    "half of the hidden delta": (
        "The hidden delta is half of what it should be, and dz2 is right: nothing between dz2 and dz1 brings a ½.",
        "dz1 = 0.5 * da1 * a1 * (1 - a1)",
    ),
    "slope of tanh": (
        "1 - a1 ** 2 is the slope of tanh. The hidden layer is a sigmoid, whose slope is a1 * (1 - a1).",
        "dz1 = da1 * (1 - a1 ** 2)",
    ),
    "gradient for weight": (
        "The delta goes back through dW2, the gradient of the weights. It has to go through the weights themselves, "
        "W2.",
        "da1 = dW2.T @ dz2",
    ),
    "entry by entry": (
        "W2 and dz2 are multiplied entry by entry where the matrix product belongs: da1 = W2.T @ dz2 adds up one share "
        "for each output.",
        "da1 = W2.T.sum(axis=1, keepdims=True) * dz2.sum(axis=0, keepdims=True)",
    ),
    "weights missing on the way back": (
        "The weights are missing in da1: the delta goes back through W2, da1 = W2.T @ dz2.",
        "da1 = np.ones_like(W2.T) @ dz2",
    ),
}

NO_MEAN_ON_THE_WAY_BACK = {
    "from the error": (
        "The way back starts from a2 - y, without the 1/n of the mean: it has to start from dz2, which is divided by "
        "the "
        "number of examples.",
        "da1 = W2.T @ (a2 - y)",
    ),
}

FORWARD_WRONG = {
    "forward bias missing": (
        "It looks as if the forward pass left out the biases.",
        "z1 = W1 @ X; z2 = W2 @ a1",
        "z1 = W1 @ X",
        "z2 = W2 @ a1",
    ),
    "forward sigmoid missing": (
        "It looks as if the forward pass left out the sigmoid at the output.",
        "a2 = z2",
    ),
    "forward sigmoid twice": (
        "It looks as if the forward pass put the output through the sigmoid twice.",
        "a2 = sigmoid(sigmoid(z2))",
    ),
    "forward tanh": (
        "It looks as if the hidden layer of your forward pass has a tanh: here both layers are sigmoids.",
        "a1 = np.tanh(z1); dz1 = da1 * (1 - a1 ** 2)",
        "a1 = np.tanh(z1)",
    ),
    "forward ReLU": (
        "It looks as if the hidden layer of your forward pass is a ReLU: here both layers are sigmoids.",
        "a1 = np.maximum(z1, 0); dz1 = da1 * (z1 > 0)",
        "a1 = np.maximum(z1, 0)",
    ),
}

REPORT = {
    "the report's dz2": (
        "You keep 1/n out of dz2 and put it into dW2 and db2, as the lab report does. Here dz2 is exactly ∂J/∂z2, "
        "and J is a mean: divide there, once.",
        "dz2 = a2 - y; dW2 = dz2 @ a1.T / y.shape[1]; db2 = dz2.sum(axis=1, keepdims=True) / y.shape[1]",
    ),
    "1/n once more": (
        "The 1/n of the mean is in dW2 and db2 twice: dz2 holds it already.",
        "dW2 = dz2 @ a1.T / y.shape[1]; db2 = dz2.sum(axis=1, keepdims=True) / y.shape[1]",
        "dW2 = dz2 @ a1.T / y.shape[1]",
    ),
    "minus in two places": (
        "dz2 has the wrong sign, it is y - a2 over n, and a minus in dW2 and db2 makes up for it: the error is a2 - y.",
        "dz2 = (y - a2) / y.shape[1]; dW2 = -dz2 @ a1.T; db2 = -dz2.sum(axis=1, keepdims=True)",
    ),
}

EARLY = {
    "W2 updated too early": (
        "W2 is updated before the hidden delta is taken: work out every gradient first, then move the parameters.",
        "da1 = (W2 - learning_rate * dW2).T @ dz2",
    ),
}

STEP = EARLY | {
    "sign": (
        "The step goes up the slope: the sign is flipped. Subtract learning_rate times the gradient, and let the "
        "error be "
        "a2 - y, not y - a2.",
        "dz2 = (y - a2) / y.shape[1]",
    ),
    "rate left out": (
        "The learning rate is not in the step.",
        "dz2 = (a2 - y) / y.shape[1] / learning_rate",
    ),
    "rate twice": (
        "The learning rate is in the step twice.",
        "dz2 = (a2 - y) / y.shape[1] * learning_rate",
    ),
}

AT_THE_OUTPUT = CROSS_ENTROPY | REPORT | BIAS
BACKWARD = CROSS_ENTROPY | OUTPUT_Z | BIAS | MEAN | HIDDEN | NO_MEAN_ON_THE_WAY_BACK | FORWARD_WRONG
BACKWARD_OF_MSE = MSE | BIAS | HIDDEN | FORWARD_WRONG


def said(table, names=None):
    """{what to say: the wrong lines} of a table, as an exercise takes it; only lines that are among `names`."""
    kept = {}
    for says, *lines in table.values():
        fitting = [line for line in lines if names is None or targets(line) <= set(names)]
        if fitting:
            kept[says] = fitting
    return kept


def targets(line):
    """The names that a wrong line, or several parted by ;, gives a value to."""
    return {part.partition("=")[0].strip() for part in line.split(";")}
