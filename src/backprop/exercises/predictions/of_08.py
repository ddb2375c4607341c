"""The predictions of notebook 08, where to start."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "8.1": Prediction(
        "The run from seed 22 ends with a flat loss, far above 0. What does its network answer to the four points?",
        choices=("½ to all four", "correct for two, ½ for the other two", "correct for three, wrong for one"),
        answer="correct for two, ½ for the other two",
        why={
            "½ to all four": "A network that has learned nothing about the points gives these answers. Many runs "
            "pass through this state, but this run got further.",
            "correct for three, wrong for one": "A network that is confident and wrong has a large cross-entropy, and "
            "then the delta at the output is large too. Training does not stop there.",
            "correct for two, ½ for the other two": "The two points with the answer ½ have different targets. The "
            "hidden layer gives them the same activations, so they must share one answer, and ½ is the best one.",
        },
    ),
    "8.2": Prediction(
        "Two of the four points have different targets and share the best single answer. The other two points are "
        "answered correctly. What is the MSE?",
        choices=("1/4", "1/8", "1/6", "1/2"),
        answer="1/8",
        why={
            "1/4": "That is the squared error of one of the two points. The MSE is the mean over all four, and the "
            "other two have no error.",
            "1/6": "That needs three points with a common answer.",
            "1/2": "That is the sum of the two squared errors. The MSE divides it by the number of points.",
            "1/8": "The best shared answer is the mean of the targets 0 and 1, which is ½. Two points have the squared "
            "error ¼, two have 0, and the mean of the four is 1/8.",
        },
    ),
    "8.3": Prediction(
        "While the run with seed 65 stays near 0.25, are points with different targets tied in its hidden layer?",
        choices=(
            "yes, because all four answers are nearly ½",
            "yes, because its hidden units are saturated",
            "no, although all four answers are nearly ½",
        ),
        answer="no, although all four answers are nearly ½",
        why={
            "yes, because all four answers are nearly ½": "Equal answers do not need equal hidden activations. The "
            "output layer can also give equal answers to points that it could tell apart.",
            "yes, because its hidden units are saturated": "They are not: any two points with different "
            "targets differ by 0.18 or more in at least one unit. Saturated units would give 0 or 1.",
            "no, although all four answers are nearly ½": "The hidden layer does tell the points apart, and the output "
            "layer has not learned to use this difference yet. This is also why the run can leave the plateau.",
        },
    ),
    "8.4": Prediction(
        "We train 100 networks with two hidden units from N(0, 1). How many of them solve XOR?",
        choices=("all 100", "about 70", "about 30"),
        answer="about 70",
        why={
            "all 100": "Two units are enough to solve XOR, but that does not mean that gradient descent finds the "
            "weights from every start.",
            "about 30": "That is about the number of runs that fail.",
            "about 70": "70 of the 100 runs solve it. The others end flat, most of them near 1/8.",
        },
    ),
    "8.5": Prediction(
        "One of the three runs solves XOR before epoch 8,000. Which one?",
        choices=("the run with seed 22", "the run from the 0.01 start", "the run with seed 28"),
        answer="the run with seed 28",
        why={
            "the run with seed 22": "Its gradient is as long as that of seed 28 at epoch 3,000, but it goes on "
            "shrinking.",
            "the run from the 0.01 start": "Its gradient is about 100,000 times shorter than the others', so the "
            "weights hardly change at all.",
            "the run with seed 28": "At epoch 3,000 the numbers do not show it: the runs with seed 22 and 28 look "
            "alike. The gradient of seed 28 begins to grow around epoch 5,000, and then the loss falls.",
        },
    ),
    "8.6": Prediction(
        "All weights and biases are 0, and we train on all four points of XOR. Which blocks of the gradient are "
        "different from 0?",
        choices=("none of them", "only db2", "db2 and dW2", "all four"),
        answer="none of them",
        why={
            "only db2": "db2 is the sum of the four deltas. Two of them are +1/8 and two are −1/8, because XOR has two "
            "targets 0 and two targets 1.",
            "db2 and dW2": "Both are sums of the four deltas, which are +1/8 and −1/8 twice each. The sums are 0.",
            "all four": "dW1 and db1 need a delta that comes back through W2, and W2 is 0.",
            "none of them": "No delta passes back through W2 = 0, so dW1 and db1 are 0. And the four deltas at the "
            "output add up to 0, so db2 and dW2 are 0 as well.",
        },
    ),
    "8.7": Prediction(
        "We train four hidden units whose weights all start at ½, for 10,000 epochs. How different are the four rows "
        "of W1 then?",
        choices=(
            "all four are different",
            "two rows are equal, two are different",
            "they differ by rounding, by less than 1e-12",
            "not at all, all rows are exactly equal",
        ),
        answer="not at all, all rows are exactly equal",
        why={
            "all four are different": "For that, their gradients would have to differ at some step, but equal units "
            "get equal gradients.",
            "two rows are equal, two are different": "Nothing in the equations treats one unit differently from "
            "another, so no pair can form.",
            "they differ by rounding, by less than 1e-12": "Rounding would do it if it differed from unit to unit. "
            "But all four do the same arithmetic with the same numbers, so they also round in the same way.",
            "not at all, all rows are exactly equal": "Equal units have equal activations and equal deltas, take "
            "equal steps, and are equal again, for as long as you train.",
        },
    ),
    "8.8": Prediction(
        "Once the starting weights are small, we halve all of them. How much longer does the run take to solve XOR?",
        choices=("about as long as before", "about twice as long", "about four times as long"),
        answer="about four times as long",
        why={
            "about as long as before": "Gradient descent would have to move faster where the weights are smaller. "
            "Near the saddle point it moves more slowly.",
            "about twice as long": "That would be so if the gradient were proportional to the square of the weights. "
            "But it becomes small faster than that.",
            "about four times as long": "The gradient is proportional to the third power of the weights. The way to "
            "go is half as long, but the speed is only an eighth, so the time is four times as long.",
        },
    ),
}
