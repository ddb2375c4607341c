"""The exercises of notebook 11, handwritten digits."""

from backprop.checks.judge import Choice, Function
from backprop.exercises import early_stopping, paired, softmax

EXERCISES = {
    "11.1": softmax.Softmax(
        title="softmax",
        call="softmax(z)",
        outputs=("a",),
        equations={"a": lambda v: softmax.softmax(v.z)},
        mistakes=softmax.SOFTMAX_MISTAKES,
        problems=softmax.softmax_problems,
    ),
    "11.2": Function(
        title="the slope at the output",
        call="softmax_delta(z, y)",
        outputs=("dz",),
        equations={"a": lambda v: softmax.softmax(v.z), "dz": lambda v: (v.a - v.y) / v.y.shape[1]},
        mistakes=softmax.DELTA_MISTAKES,
        problems=softmax.delta_problems,
    ),
    "11.3": early_stopping.EarlyStopping(
        title="early stopping",
        call="best_epoch(losses, patience)",
        outputs=("epoch",),
        equations=early_stopping.EARLY,
        mistakes=early_stopping.MISTAKES,
        problems=early_stopping.problems,
    ),
    "11.4": Function(
        title="an interval for a difference",
        call="paired_interval(network, logistic, n_training, n_test)",
        outputs=("mean", "half"),
        equations=paired.PAIRED,
        mistakes=paired.MISTAKES,
        problems=paired.problems,
    ),
    "11.5": Choice(
        title="published code: the best of many epochs",
        right="c",
        replies={
            "a": "No gradient saw the test images, that is true. But they chose the epoch, and what is chosen by a "
            "number looks better on that number than it is.",
            "b": "The network that is saved and the number belong together. The question is what the number says "
            "about images that had no part in the choice.",
            "c": "The highest of many noisy numbers is too high. A validation part cut from the training images would "
            "choose the epoch as well, and leave the test part for one look.",
            "d": "It trains on the training images only: the step is right. What is wrong is the number beside it.",
        },
    ),
}
