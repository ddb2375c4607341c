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
        "How many of the 13 bugs still solve XOR from at least 90 of the 100 starts?",
        answer=8,
        why="Most of these bugs change the length of the step or its direction a little, and on a problem as small as "
        "XOR the loss falls all the same. So the loss cannot tell you whether the gradient is right.",
    ),
}
