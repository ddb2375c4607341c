"""The predictions of notebook 01, the forward pass."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "1.1": Prediction(
        "The input is (1, 0), so x1 is 1 and x2 is 0. A unit has the weights w1 and w2 and the bias 0. What is its z?",
        choices=("w1", "w2", "w1 + w2", "1"),
        answer="w1",
        why={
            "w2": "w2 belongs to the second input, which is 0.",
            "w1 + w2": "This would be z for the input (1, 1), where both inputs are 1.",
            "1": "1 is the input. It is multiplied by its weight before it is added.",
            "w1": "z is w1 times 1, plus w2 times 0, plus the bias 0. An input of 0 switches its weight off.",
        },
    ),
    "1.2": Prediction(
        "W1 is (4, 2), X is (2, 4) with a column for each example, and b1 is (4, 1). What is the shape of z1?",
        choices=("(4, 1)", "(2, 4)", "(1, 4)", "(4, 4)"),
        answer="(4, 4)",
        why={
            "(4, 1)": "That was its shape for a single example. Now there are four of them.",
            "(2, 4)": "That is the shape of X. z1 has one row for each hidden unit, not for each input.",
            "(1, 4)": "That is the shape of z2: the output layer has one unit.",
            "(4, 4)": "The inner sizes 2 and 2 are equal and disappear. What remains is a row for each of the four "
            "hidden units and a column for each of the four examples.",
        },
    ),
    "1.3": Prediction(
        "In the line z2 = W2 @ a1 + b2 we write a1.T, the transpose, by mistake. What happens?",
        choices=(
            "NumPy stops with an error",
            "it runs, but z2 has another shape",
            "it runs, z2 has the right shape, and its numbers are wrong",
            "it runs, and z2 is the same as before",
        ),
        answer="it runs, z2 has the right shape, and its numbers are wrong",
        why={
            "NumPy stops with an error": "NumPy compares only the sizes. Here a1 has four rows and four columns, so "
            "its transpose fits as well.",
            "it runs, but z2 has another shape": "The transpose of a square array has the same shape, so the shape of "
            "z2 does not change either.",
            "it runs, and z2 is the same as before": "A transpose exchanges units and examples, so other numbers "
            "are multiplied by the weights.",
            "it runs, z2 has the right shape, and its numbers are wrong": "The square hides the mistake. With three "
            "examples instead of four, NumPy would have stopped.",
        },
    ),
    "1.4": Prediction(
        "For which inputs is the activation of these two hidden units near 1?",
        choices=(
            "both units: for (0, 1) and for (1, 0)",
            "unit 1 for (1, 0) and (1, 1), unit 2 for (0, 1) and (1, 1)",
            "unit 1 only for (1, 0), unit 2 only for (0, 1)",
        ),
        answer="unit 1 only for (1, 0), unit 2 only for (0, 1)",
        why={
            "both units: for (0, 1) and for (1, 0)": "Then each unit would solve XOR alone. But a unit has only one "
            "straight line.",
            "unit 1 for (1, 0) and (1, 1), unit 2 for (0, 1) and (1, 1)": "This would be so if the other weight were "
            "small. But in each unit the negative weight is strong enough to make z negative at (1, 1).",
            "unit 1 only for (1, 0), unit 2 only for (0, 1)": "For unit 1, z is above 0 only at (1, 0). At (1, 1) the "
            "negative weight is added, and at (0, 0) only the negative bias is left. Unit 2 is its mirror image.",
        },
    ),
    "1.5": Prediction(
        "In the panel, W2[0, 0] falls from 13.5 to -15. At which value does the answer to (1, 0) fall below ½?",
        answer=6.9,
        within=0.15,
        why="The answer is ½ where z2 is 0. Only one part of z2 changes, the activation of unit 1, which is 0.961, "
        "times this weight. Between 6.9 and 6.8 that part becomes too small to make up for the rest of z2, which is "
        "negative.",
    ),
    "1.6": Prediction(
        "W1[0, 0] is about 7. We move it up to 15, and then down to 2. Which change moves the answer to (1, 0) more?",
        choices=(
            "the change to 15, because 15 is further away from 7",
            "the change to 2",
            "both move it about equally",
        ),
        answer="the change to 2",
        why={
            "the change to 15, because 15 is further away from 7": "The change of the weight is larger, but what "
            "counts is how much the activation of unit 1 changes, and it is near 1 already.",
            "both move it about equally": "The sigmoid is not a straight line: it is steep in the middle and flat far "
            "out.",
            "the change to 2": "At 7 the activation of unit 1 is near 1 already. Upwards its sigmoid is flat, so "
            "hardly anything changes. Downwards z comes to the steep part, and the activation falls.",
        },
    ),
}
