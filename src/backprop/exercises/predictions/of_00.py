"""The predictions of notebook 00, why one line fails."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "0.1": Prediction(
        "Suppose that you run each of the next two cells once, and then the second of them again. What does it print "
        "the second time?",
        choices=("1", "2", "an error, because a cell can be run only once"),
        answer="2",
        why={
            "1": "It would print 1 if the first cell, which sets runs to 0, were run again before it. But you ran "
            "only the second cell again.",
            "an error, because a cell can be run only once": "You can run a cell as often as you like, and in any "
            "order.",
            "2": "The kernel remembers what you have run, in the order in which you ran it. It does not look at the "
            "page. The first run made runs 1, and the second run adds one more.",
        },
    ),
    "0.2": Prediction(
        "What is the largest number of the four points that one straight line can have on the right side?",
        choices=("two of the four", "three of the four", "all four"),
        answer="three of the four",
        why={
            "two of the four": "A line can cut off a single corner of the square. That point and two of the other "
            "three are then on the right side.",
            "all four": "On paper you will always find a point on the wrong side. Section 0.6 proves that this is so "
            "for every line.",
            "three of the four": "Cut off one corner, for example the blue circle at (1, 1). It is then on one side, "
            "and both orange squares are on the other. Only the blue circle at (0, 0) is on the wrong side.",
        },
    ),
    "0.3": Prediction(
        "You may choose w1, w2 and b freely. How low does the mean squared error on XOR get?",
        choices=("0.5", "0.25", "0.125", "0, with enough patience"),
        answer="0.25",
        why={
            "0.5": "A model that answers 0 to everything has this error, and it is easy to do better.",
            "0.125": "It would be natural to expect some value between 0 and 0.25. But no linear model gets there.",
            "0, with enough patience": "An error of 0 would mean that all four answers are exact, and then the line "
            "would separate the four points.",
            "0.25": "The best linear model has an error of ½ at each of the four points, and ½ squared is 0.25. Try "
            "it in the panel: where is the line then?",
        },
    ),
    "0.4": Prediction(
        "Each of these four models has one straight line. Which of them can get under an MSE of 0.25 on XOR?",
        choices=(
            "linear: the number w1·x1 + w2·x2 + b itself",
            "yes or no: 1 on one side of the line and 0 on the other",
            "a sigmoid of w1·x1 + w2·x2 + b",
            "any two answers, one for each side of the line",
        ),
        answer="any two answers, one for each side of the line",
        why={
            "linear: the number w1·x1 + w2·x2 + b itself": "This is the model that section 0.7 is about, and 0.25 is "
            "its limit.",
            "yes or no: 1 on one side of the line and 0 on the other": "At least one point is on the wrong side, and "
            "its squared error is 1. Divided by four examples, that is 0.25 already.",
            "a sigmoid of w1·x1 + w2·x2 + b": "The sigmoid bends the answers, but it has the same limit. The "
            "proof is folded away below.",
            "any two answers, one for each side of the line": "Let the line cut off the corner (0, 0). Answer 0 "
            "there, and 2/3, the mean of the three other targets, on the other side. The MSE is then 1/6.",
        },
    ),
}
