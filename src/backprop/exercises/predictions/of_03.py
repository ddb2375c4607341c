"""The predictions of notebook 03, backwards on one example."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "3.1": Prediction(
        "We raise w1 by 0.01 and leave everything else as it is. What happens to J?",
        choices=(
            "it falls by about 0.002",
            "it falls by about 0.0002",
            "it rises by about 0.0002",
            "it rises by about 0.002",
        ),
        answer="it rises by about 0.0002",
        why={
            "it falls by about 0.002": "It is tempting to think that a larger weight gives a larger output, which "
            "would bring this output closer to its target. But unit 1 acts on the output through the negative "
            "weight w2.",
            "it falls by about 0.0002": "The size is right, but not the direction. A larger w1 makes a1 larger. "
            "But w2 is negative, so a larger a1 makes the output smaller and moves it away from its target.",
            "it rises by about 0.002": "The direction is right, but the change is ten times smaller. Both sigmoids "
            "on the way pass on less than a fifth of a small change.",
            "it rises by about 0.0002": "A larger w1 makes z1 and a1 larger. Because w2 is negative, z2 and the "
            "output then become smaller, further away from the target 1, so J rises. Two sigmoids on the way make "
            "the change small. Section 3.2 works out the exact number.",
        },
    ),
    "3.2": Prediction(
        "A program already holds z1 and a1 = σ(z1). Which of these three gives σ′(z1), our factor ④?",
        choices=("z1 (1 − z1)", "a1 (1 − a1)", "σ′(a1)"),
        answer="a1 (1 − a1)",
        why={
            "z1 (1 − z1)": "The short form needs the value that came out of the sigmoid, not the value that went in. "
            "Here z1 (1 − z1) is negative, but a sigmoid never falls, so this cannot be its derivative.",
            "σ′(a1)": "σ′ is the derivative of the sigmoid as a function of its input, and the input is z1. With a1 "
            "in its place, the number goes through a second sigmoid that the network does not have.",
            "a1 (1 − a1)": "The derivative is taken at the input z1, but it can be written with the output a1. "
            "The next cell measures it, and the equation below it shows why.",
        },
    ),
    "3.3": Prediction(
        "For this example, the row (1, 0), some of the 17 partial derivatives are exactly 0. How many?",
        answer=4,
        why="They are the four entries in the second column of W1. These weights multiply the second input, which is "
        "0 for this example. Whatever they are, they add nothing to z1, so a small change of one of them does not "
        "change J.",
    ),
    "3.4": Prediction(
        "Which of the two derivatives is larger in size on this path, dw1 or dw2?",
        choices=(
            "dw2, of the weight next to the output",
            "dw1, of the weight next to the input",
            "both are equal, because both start from the same dz2",
        ),
        answer="dw2, of the weight next to the output",
        why={
            "dw2, of the weight next to the output": "Both start from the same dz2. Here dw2 is 0.1641 and dw1 is "
            "0.1320. Is dw2 always the larger one? Going further answers that.",
            "dw1, of the weight next to the input": "On this path it is the smaller one, though not by much. In other "
            "networks it can be the larger one: Going further shows when.",
            "both are equal, because both start from the same dz2": "They do start from the same dz2. But dw2 "
            "multiplies it by a1, while dw1 multiplies it by w2, by the slope of the hidden sigmoid and by x1.",
        },
    ),
    "3.5": Prediction(
        "A loop visits the four hidden units and writes dx = share where it should write dx += share. What is in dx "
        "after the loop?",
        choices=("the sum of all four shares", "the share of hidden unit 1", "the share of hidden unit 4"),
        answer="the share of hidden unit 4",
        why={
            "the sum of all four shares": "That is what += gives. An = throws away what was there before.",
            "the share of hidden unit 1": "This one is written first, and then it is overwritten three times.",
            "the share of hidden unit 4": "Each = overwrites the share before it, so only the last one is left. The "
            "program runs without an error, and the result has the right shape, so nothing warns you.",
        },
    ),
}
