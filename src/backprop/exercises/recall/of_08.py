"""Recall of notebook 08, where a run starts: heights of plateaus, equal units, good weights that are not reached."""

from backprop.exercises.recall import ask, one_of, written

HEIGHTS = {  # targets of the points that get one answer: the mean squared error over all four points of XOR
    (0, 1): ("1/8", "the two points share the answer ½, and two of the four squared errors are ¼"),
    (0, 1, 1): ("1/6", "the three points share the answer ⅔, and their squared errors add up to ⅔"),
    (0, 0, 1): ("1/6", "the three points share the answer ⅓, and their squared errors add up to ⅔"),
    (0, 0, 1, 1): ("1/4", "all four points share the answer ½, and each squared error is ¼"),
}
OF_FOUR = {2: "two of the points", 3: "three of the points", 4: "all four points"}
ELSE = {
    "1/8": "1/8 is the height where two points with different targets share the answer ½.",
    "1/6": "1/6 is the height where three points share one answer, ⅓ or ⅔.",
    "1/4": "1/4 is the height where all four points get the answer ½.",
    "0": "The loss is 0 only if every point is answered correctly, and these points have different targets.",
}


def height_of_plateau(rng):
    """The MSE on XOR if some points get one answer."""
    targets = one_of(rng, list(HEIGHTS))
    height, why = HEIGHTS[targets]
    listed = ", ".join(str(targets[place]) for place in rng.permutation(len(targets)))
    return ask(
        rng,
        f"On XOR a network gives the same answer to {OF_FOUR[len(targets)]}, whose targets are {listed}. It is the "
        "best answer that these points can share. Any other point is answered correctly. What is the mean squared "
        "error over the four points?",
        (height, f"The best single answer is the mean of the targets: {why}."),
        *((other, said) for other, said in ELSE.items() if other != height),
    )


def equal_rows(rng):
    """How many different rows the first weights have after training from a constant start."""
    n_hidden, constant = one_of(rng, (3, 4, 5, 8)), one_of(rng, (0.1, 0.5, 1.0))
    return ask(
        rng,
        f"All weights of a 2-{n_hidden}-1 network start at {written(constant)} and all biases at 0. After 10,000 "
        "epochs on XOR, how many of the rows of W1 are different from each other?",
        (
            "None: all rows are equal.",
            "Units that start equal have equal outputs and equal gradients, so they stay equal. Random starting "
            "weights are needed to break this symmetry.",
        ),
        (
            f"All {n_hidden}: each unit learns something of its own.",
            "Units can only become different if their gradients differ, and equal units get equal gradients.",
        ),
        (
            "Two: one kind of unit for each class.",
            "Nothing in the equations tells one unit from another, so there is no reason for two kinds.",
        ),
    )


def merged_weight(rng):
    """The output weight of the one unit that equal units amount to."""
    n, weight, bias = one_of(rng, (3, 4, 5)), one_of(rng, (0.5, 2.5, -1.5)), one_of(rng, (-2.0, 1.0))
    return ask(
        rng,
        f"The {n} hidden units of a network have equal weights and biases. Each is connected to the output with the "
        f"weight {written(weight)}, and the output's bias is {written(bias)}. You replace them by one such unit that "
        "gives the same output. What is its output weight?",
        (written(n * weight), "The output adds the same activation once for each unit, so the weights add up."),
        (written(weight), "Then the output would receive the activation once instead of several times."),
        (written(weight / n), "The weights are added and not averaged: the output sums over its inputs."),
    )


def existence(rng):
    """What a share of solved starts shows."""
    solved = one_of(rng, range(55, 90))
    return ask(
        rng,
        f"Two hidden units are enough for XOR. From {solved} of 100 random starts training solves it, and from the "
        f"other {100 - solved} it does not. What does this show?",
        (
            "Good weights exist, but training does not reach them from every start.",
            "That good weights exist is one statement, and that gradient descent finds them from a given start is "
            "another. The second depends on the start.",
        ),
        (
            "Two hidden units are not enough after all.",
            "Each solved run is a network with two hidden units that answers XOR correctly, so two are enough.",
        ),
        (
            "The other runs need more epochs.",
            "Some may be slow, but a run can also end where the gradient is almost 0, with points that get the same "
            "answer. More epochs do not help there.",
        ),
        (
            "The gradient of the other runs is wrong.",
            "The same code computes the gradient in all of them. Even a correct gradient can lead to a plateau.",
        ),
    )


QUESTIONS = (height_of_plateau, equal_rows, merged_weight, existence)
