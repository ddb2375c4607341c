"""The predictions of notebook 02, what a gradient is."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "2.1": Prediction(
        "We add 0.01 to the weight w and leave the other 16 parameters as they are. By about how much does the loss "
        "change, upwards or downwards?",
        choices=("0.03", "0.003", "0.0003"),
        answer="0.0003",
        why={
            "0.03": "That is three times as much as we added. A weight of the first layer acts on the loss through "
            "two sigmoids, and each of them makes a small change smaller.",
            "0.003": "That would be about a third of what we added. A weight of the first layer acts on the loss "
            "through two sigmoids, and each of them makes a small change smaller.",
            "0.0003": "The loss changes by about 3 % of what we added. A change of a weight in the first layer "
            "reaches the loss only through two sigmoids, and each of them makes it smaller. The next cell shows the "
            "direction.",
        },
    ),
    "2.2": Prediction(
        "We move W1[0, 0] to a place where the tangent is horizontal. Is the loss 0 there?",
        choices=(
            "yes, because a horizontal tangent means that the loss is as small as it can be",
            "no, but all the other slopes are 0 too",
            "no, and most of the other slopes are not 0 either",
        ),
        answer="no, and most of the other slopes are not 0 either",
        why={
            "yes, because a horizontal tangent means that the loss is as small as it can be": "It can be as small as "
            "this one weight can make it. The loss in the panel is far from 0.",
            "no, but all the other slopes are 0 too": "Each parameter has a slope of its own. Look at the other bars "
            "in the panel.",
            "no, and most of the other slopes are not 0 either": "A horizontal tangent says that this one weight, on "
            "its own, cannot improve things any further. The other 16 parameters still can.",
        },
    ),
    "2.3": Prediction(
        "For how many of the 17 parameters is the slope equal to the mean error of the four examples?",
        choices=("for all 17", "for exactly one of them", "for none of them"),
        answer="for exactly one of them",
        why={
            "for all 17": "Then the gradient would be the error. But the slopes of different parameters are "
            "different numbers.",
            "for none of them": "There is one for which it is true, the bias of the output. That may be why the "
            "gradient and the error are easily confused.",
            "for exactly one of them": "It is true for b2, the bias of the output unit, and for no other parameter.",
        },
    ),
    "2.4": Prediction(
        "The errors stay about as large as before. What happens to the slopes of the two weights of hidden unit 1?",
        choices=(
            "they stay about the same, because the errors do",
            "they grow, because the bias is large",
            "they become almost 0",
        ),
        answer="they become almost 0",
        why={
            "they stay about the same, because the errors do": "This would be so if the slopes were made of the "
            "errors alone. But a slope also depends on how much the unit still responds to its weights.",
            "they grow, because the bias is large": "The bias is large in size, and this moves the unit to a place "
            "where its sigmoid is flat. A flat sigmoid does not respond to its weights.",
            "they become almost 0": "The unit outputs almost 0 whatever comes in. If its weights change a little, "
            "its output hardly does, so the loss hardly changes either.",
        },
    ),
    "2.5": Prediction(
        "Three steps of the same length, 0.1, are compared. Which of them lowers the loss most?",
        choices=(
            "all 17 parameters, each against its own slope and in proportion to it",
            "only the parameter with the steepest slope",
            "the best of 1,000 random directions",
        ),
        answer="all 17 parameters, each against its own slope and in proportion to it",
        why={
            "only the parameter with the steepest slope": "It has the steepest slope, but the other 16 slopes are "
            "then not used at all. A step of the same length that uses all of them does better.",
            "the best of 1,000 random directions": "A thousand may seem many, but in 17 dimensions hardly any random "
            "direction comes close to the best one.",
            "all 17 parameters, each against its own slope and in proportion to it": "This is the direction opposite "
            "to the gradient. For a small step no direction is better; the text below the next cell says why.",
        },
    ),
    "2.6": Prediction(
        "We make h ten times smaller. How many times smaller does the error of the estimate become?",
        choices=(
            "ten times for both differences",
            "ten times for the forward difference, a hundred times for the central one",
            "a hundred times for both of them",
        ),
        answer="ten times for the forward difference, a hundred times for the central one",
        why={
            "ten times for both differences": "This is right for the forward difference. With a point on each side, "
            "a part of the error cancels.",
            "a hundred times for both of them": "This is right for the central difference only.",
            "ten times for the forward difference, a hundred times for the central one": "The error of the forward "
            "difference is proportional to h, and that of the central difference to h squared.",
        },
    ),
    "2.7": Prediction(
        "What is the error of the central difference at h = 1e-12, compared with that at h = 1e-4?",
        choices=(
            "much smaller: a hundred times smaller with each power of ten",
            "the same, because no error can get below the rounding",
            "much larger",
        ),
        answer="much larger",
        why={
            "much smaller: a hundred times smaller with each power of ten": "This would continue the pattern of the "
            "table above. But the computer rounds every number to about 16 digits, and the pattern leaves this out.",
            "the same, because no error can get below the rounding": "It is right to think of the rounding. But the "
            "rounding error is divided by 2h, so it grows when h shrinks.",
            "much larger": "The two losses agree in almost all their digits, so their difference is mostly rounding "
            "error, and it is divided by a tiny 2h.",
        },
    ),
}
