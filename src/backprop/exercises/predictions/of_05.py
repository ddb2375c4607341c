"""The predictions of notebook 05, prove it."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "5.1": Prediction(
        "Which of the two would you say has the bug?",
        choices=("A", "B"),
        answer="A",
        why="Program A leaves out the 1/n in dz2: it sums over the four examples where it should take their mean. "
        "So every gradient is four times too large, and the program learns as if its learning rate were 2 instead "
        "of 0.5. On XOR that happens to be a better learning rate, which is why the wrong program looks like the "
        "better one.\n"
        "A loss that falls, and even a loss that falls faster, does not show that the gradient is right.",
    ),
    "5.2": Prediction(
        "The line for dz1 is wrong. Which blocks will the check stop?",
        choices=("all four blocks", "dW2 and db2", "dW1 and db1"),
        answer="dW1 and db1",
        why={
            "all four blocks": "All four would be wrong if dz2 were wrong, because everything is computed from dz2. "
            "But dW2 and db2 are finished before dz1 is used.",
            "dW2 and db2": "These two are computed from dz2, and the line for dz2 is right.",
            "dW1 and db1": "These are the two lines that use dz1. A wrong line spoils what is computed from it, and "
            "nothing else.",
        },
    ),
    "5.3": Prediction(
        "How many of the 13 bugs still solve XOR from at least 90 of the 100 starts?",
        answer=8,
        why="Most of these bugs change the length of the step, or turn its direction a little, and on a problem as "
        "small as XOR the loss falls all the same. So the loss cannot tell you whether the gradient is right.",
    ),
    "5.4": Prediction(
        "With how many examples in the batch will the check fail to see this bug?",
        answer=1,
        why="With one example, the mean and the sum are the same number, so the wrong line computes the right result. "
        "With more examples the mean is smaller in size than the sum, and the check stops db1.",
    ),
    "5.5": Prediction(
        "In train, W2 takes its step before dz1 is computed. In which lines of the table will the ratio be wrong?",
        choices=("in those of W2 and b2", "in those of W1 and b1", "in all of them"),
        answer="in those of W1 and b1",
        why={
            "in those of W2 and b2": "The steps of W2 and b2 are computed from dz2 and a1, and both are right. "
            "Moving W2 too early does no harm to W2 itself.",
            "in those of W1 and b1": "The hidden delta is sent back through the new W2 instead of the old one, and W1 "
            "and b1 are moved with this delta. The output layer is not touched by the mistake.",
            "in all of them": "The output layer is right: its steps use dz2 and a1, which were computed before any "
            "weight had moved.",
        },
    ),
}
