"""Recall of notebook 11, real digits: softmax and its delta, the steps of an epoch, early stopping."""

import math

from backprop.exercises.recall import ask, one_of, signed, written


def largest_share(rng):
    """The largest softmax output, from the exponentials."""
    exponentials = one_of(rng, ((6, 3, 1), (5, 4, 1), (7, 2, 1), (12, 5, 3)))
    first, second, _ = exponentials
    order = rng.permutation(3)
    return ask(
        rng,
        f"For three outputs e^z is {', '.join(str(exponentials[place]) for place in order)}. What is the largest "
        "softmax output?",
        (
            written(first / sum(exponentials)),
            "Each e^z is divided by the sum of all three, so the outputs add up to 1.",
        ),
        (
            written(first / (1 + first)),
            "This is the sigmoid of that z alone. The softmax outputs share a total of 1.",
        ),
        (
            written(first / (first + second)),
            "This compares the largest with the second alone. The sum contains all three.",
        ),
        ("1", "Softmax does not pick the largest: every output keeps a share in proportion to e^z."),
    )


def softmax_delta(rng):
    """∂J/∂z of one output for softmax with the cross-entropy."""
    shares = one_of(rng, ((0.7, 0.2, 0.1), (0.6, 0.3, 0.1), (0.5, 0.3, 0.2), (0.6, 0.25, 0.15)))
    shares = [shares[place] for place in rng.permutation(3)]
    truth, asked = int(rng.integers(3)), int(rng.integers(3))
    a, y = shares[asked], int(truth == asked)
    text = (
        f"For one image the softmax outputs are {', '.join(map(written, shares))}, and the true class is class "
        f"{truth + 1}, counted from 1. The loss is the cross-entropy. What is ∂J/∂z of output {asked + 1}?"
    )
    return ask(
        rng,
        text,
        (signed(a - y), "It is output minus target. The target is 1 for the true class and 0 for the others."),
        (signed(y - a), "The sign is wrong: it is output minus target, as for the sigmoid."),
        (
            signed(-1 / a) if y else "0",
            "That is ∂J/∂a. Through softmax it becomes output minus target."
            if y
            else "The loss names only the true class, but raising this z takes a share away from the true class.",
        ),
        (
            signed(a * (1 - a)),
            "That is the derivative of this output with respect to its own z. The loss is still missing.",
        ),
    )


def steps_in_an_epoch(rng):
    """How many steps one epoch of mini-batches takes."""
    n, size = one_of(rng, ((1257, 32), (1257, 64), (1000, 64), (1500, 32), (600, 32), (600, 64), (2010, 64)))
    return ask(
        rng,
        f"The training part has {n:,} images, and a mini-batch has {size}. How many steps does one epoch take?",
        (
            written(math.ceil(n / size)),
            "An epoch reads every image once and takes a step after each batch. The last, smaller batch counts as "
            "well.",
        ),
        (written(n // size), "The images that do not fill a last batch are read as well, so there is one more step."),
        (
            written(size),
            "That is the number of images in each mini-batch. An epoch takes one step for each mini-batch.",
        ),
        ("1", "That would be gradient descent on all images at once. Mini-batches take a step after each batch."),
    )


def kept_epoch(rng):
    """The epoch that early stopping keeps."""
    patience, best = one_of(rng, (2, 3)), one_of(rng, (2, 3))
    losses = [0.9 - 0.12 * epoch for epoch in range(best + 1)]
    losses += [losses[-1] + one_of(rng, (0.02, 0.03, 0.05)) for _ in range(patience)]
    losses += [losses[best] + 0.01, losses[best] - 0.04]
    return ask(
        rng,
        f"From epoch 0 on the validation losses are {', '.join(f'{loss:.2f}' for loss in losses)}. The patience of "
        f"early stopping is {patience} epochs. Which epoch's parameters does it keep?",
        (written(best), "Its loss is the lowest up to the stop, which comes when the patience has run out."),
        (
            written(best + patience),
            "There the training stops. But the parameters that are kept are those of the best epoch before.",
        ),
        (
            written(len(losses) - 1),
            "The loss there is lower, but training has stopped before this epoch, because the patience had run out.",
        ),
        ("0", "The loss falls after epoch 0, and each new lowest loss replaces what was kept."),
    )


QUESTIONS = (largest_share, softmax_delta, steps_in_an_epoch, kept_epoch)
