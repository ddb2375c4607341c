"""The predictions of notebook 10, from yours to autograd."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "10.1": Prediction(
        "In which order must the walk go through the boxes, so that each grad is complete before it is passed on?",
        choices=(
            "from w to J, in the order of the forward pass",
            "from J back, each box before the boxes that it was made from",
            "in any order, because a sum does not depend on the order",
        ),
        answer="from J back, each box before the boxes that it was made from",
        why={
            "from w to J, in the order of the forward pass": "At w nothing is known yet: its grad needs that of p, "
            "which needs that of z, and so on up to J.",
            "in any order, because a sum does not depend on the order": "The order of the shares in one sum does not "
            "matter. But a box that passes its grad on too early passes on an incomplete sum.",
            "from J back, each box before the boxes that it was made from": "The shares of a box come from the boxes "
            "that were made from it. When all of those have been walked, its grad is complete.",
        },
    ),
    "10.2": Prediction(
        "How well will the 17 numbers of the graph agree with those of the four lines?",
        choices=(
            "in two or three digits",
            "in all digits for layer 2, in fewer for layer 1",
            "in all digits, except for rounding",
        ),
        answer="in all digits, except for rounding",
        why={
            "in two or three digits": "Neither of the two is an approximation. Both multiply exact local derivatives.",
            "in all digits for layer 2, in fewer for layer 1": "Layer 1 takes more multiplications, but each of them "
            "is exact up to rounding.",
            "in all digits, except for rounding": "Both multiply the same local derivatives and add the same shares. "
            "Only the order of the sums can differ, and with it the last digit.",
        },
    ),
    "10.3": Prediction(
        "How many passes over the graph are needed for all 17 partial derivatives of the loss?",
        choices=(
            "1 in each mode",
            "17 in forward mode, 1 in reverse mode",
            "1 in forward mode, 17 in reverse mode",
            "17 in each mode",
        ),
        answer="17 in forward mode, 1 in reverse mode",
        why={
            "1 in each mode": "A pass of forward mode starts with one parameter. For the next parameter it has to "
            "start again.",
            "1 in forward mode, 17 in reverse mode": "It is the other way round. A walk back from the loss fills in "
            "the grad of every box, and so of every parameter.",
            "17 in each mode": "One walk back from the loss fills in the grad of every box.",
            "17 in forward mode, 1 in reverse mode": "Forward mode needs a pass for every input that we ask about, "
            "reverse mode a pass for every output. There are 17 parameters and one loss.",
        },
    ),
    "10.4": Prediction(
        "On how many paths does W1[0, 0] reach the loss of all four rows?",
        choices=("one path, as in notebook 03", "four paths, one for each row", "sixteen paths, four for each row"),
        answer="four paths, one for each row",
        why={
            "one path, as in notebook 03": "That was for one row. The weight is used again for every row of the "
            "batch.",
            "four paths, one for each row": "The weight is used once for each row. In each row it acts on hidden unit "
            "1 alone, and from there one path leads to the loss.",
            "sixteen paths, four for each row": "There are four hidden units, but this weight leads to the first of "
            "them only.",
        },
    ),
    "10.5": Prediction(
        "We train for 100 epochs at the learning rate 0.5 and never set the gradients back to 0. How is the loss, "
        "compared with a training that does?",
        choices=("it is lower", "it is higher", "it is the same"),
        answer="it is lower",
        why={
            "it is lower": "Each step is the sum of all gradients so far. On a long flat stretch they all point in the "
            "same direction, so the steps grow. On XOR this happens to be of use.",
            "it is higher": "This is what one expects of a bug, and in other tasks it happens. On the long flat "
            "stretch at the start of XOR, the longer steps are of use.",
            "it is the same": "The gradients of earlier epochs are still in grad, so every step is a different one.",
        },
    ),
}
