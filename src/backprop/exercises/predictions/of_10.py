"""The predictions of notebook 10, from yours to autograd."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "10.1": Prediction(
        "In which order must the walk back go through the boxes, so that every grad comes out right?",
        choices=(
            "each box as soon as its first share has come in",
            "each box before the boxes that it was made from",
            "in any order, because a sum does not depend on the order",
        ),
        answer="each box before the boxes that it was made from",
        why={
            "each box as soon as its first share has come in": "A box that is used twice gets two shares. If it passes "
            "its grad on after the first one, the second one is missing further back.",
            "in any order, because a sum does not depend on the order": "The order of the shares in one sum does not "
            "matter. But a box that passes its grad on too early passes on an incomplete sum.",
            "each box before the boxes that it was made from": "The shares of a box come from the boxes that were made "
            "from it. If all of those come first, its grad is complete when its turn comes.",
        },
    ),
    "10.2": Prediction(
        "About how many boxes does the graph of J have, for the whole network and all four rows of XOR?",
        choices=("about 17", "about 35", "about 160", "about 1,000"),
        answer="about 160",
        why={
            "about 17": "These are the parameters alone. Every product, every sum and every sigmoid is a box as well.",
            "about 35": "That is too few: each of the four rows needs its own products, sums and sigmoids, and each of "
            "these is a box.",
            "about 1,000": "That would be hundreds of operations for each row, and the network is not that large.",
            "about 160": "There are 158: the 17 parameters, the data, and the operations, which are done for each of "
            "the four rows. Exercise 10.2 counts them for one row.",
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
            "1 in forward mode, 17 in reverse mode": "It is the other way round. One walk back from the loss fills in "
            "the grad of every box, and so of every parameter.",
            "17 in each mode": "This is true of forward mode only. One walk back from the loss fills in the grad of "
            "every box.",
            "17 in forward mode, 1 in reverse mode": "Forward mode needs a pass for every input that we ask about, "
            "reverse mode a pass for every output. There are 17 parameters and one loss.",
        },
    ),
    "10.4": Prediction(
        "How many paths lead from W1[0, 0] to the loss of all four rows?",
        choices=("one path, as in notebook 03", "four paths, one for each row", "sixteen paths, four for each row"),
        answer="four paths, one for each row",
        why={
            "one path, as in notebook 03": "That was for one row. The weight is used again for every row of the batch.",
            "four paths, one for each row": "The weight is used once for each row. In each row it acts on hidden unit "
            "1 alone, and from there one path leads to the loss.",
            "sixteen paths, four for each row": "There are four hidden units, but this weight leads only to the first "
            "of them.",
        },
    ),
    "10.5": Prediction(
        "We train for 100 epochs with the learning rate 0.5 and never reset the gradients to 0. How does the loss at "
        "the end compare with that of a training that resets them?",
        choices=("it is lower", "it is higher", "it is the same"),
        answer="it is lower",
        why={
            "it is lower": "Each step uses the sum of all gradients so far. On the long flat stretch at the start "
            "they point in about the same direction, so the steps become longer. From this start, that happens to "
            "help.",
            "it is higher": "This is what one expects of a bug, and from other starts it happens. From this one, the "
            "longer steps take the network across the long flat stretch sooner.",
            "it is the same": "The gradients of earlier epochs are still in grad, so every step after the first is "
            "different.",
        },
    ),
}
