"""The predictions of notebook 06, which loss?"""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "6.1": Prediction(
        "Against which loss will the report's gradient pass the gradient check?",
        choices=(
            "only against the mean squared error, which it prints",
            "only against the cross-entropy",
            "against both of them, because both of them fall",
        ),
        answer="only against the cross-entropy",
        why={
            "only against the mean squared error, which it prints": "What is printed plays no part in the step. The "
            "delta of the mean squared error would contain the derivative of the sigmoid, and this one does not.",
            "only against the cross-entropy": "a2 − y, divided by n, is the delta that notebook 04 derived from the "
            "cross-entropy.",
            "against both of them, because both of them fall": "Two losses can fall together although their gradients "
            "differ. The check compares the gradient itself, entry by entry, and one gradient cannot agree with two "
            "different ones.",
        },
    ),
    "6.2": Prediction(
        "The target is 0, and the output a moves from ½ towards 1. Which delta grows all the way?",
        choices=("the delta of either loss", "only that of the cross-entropy", "only that of the MSE"),
        answer="only that of the cross-entropy",
        why={
            "the delta of either loss": "The difference a − y grows all the way, but the delta of the MSE also "
            "contains a(1 − a), and that goes to 0 as a goes to 1.",
            "only that of the cross-entropy": "For the target 0 it is a itself. The delta of the MSE is 2a²(1 − a): it "
            "grows up to a = ⅔ and then goes back to 0.",
            "only that of the MSE": "It is the other way round: the delta of the MSE contains the factor a(1 − a), "
            "which goes to 0 as a goes to 1.",
        },
    ),
    "6.3": Prediction(
        "We train from this start for 10,000 epochs with the learning rate 0.5. With which loss is XOR solved?",
        choices=("only with the cross-entropy", "with both, but later with the MSE", "with neither of them"),
        answer="only with the cross-entropy",
        why={
            "only with the cross-entropy": "At an output of 0.9999 with the target 0, the delta of the MSE is 0.0002, "
            "so the output bias hardly moves. The delta of the cross-entropy is almost 1.",
            "with both, but later with the MSE": "In principle, training on the MSE would also solve XOR in the "
            "end. But the delta at the two wrong rows is only 0.0002, and 10,000 epochs are not enough.",
            "with neither of them": "With the cross-entropy the wrong outputs have a delta of almost 1, so the bias "
            "moves back quickly.",
        },
    ),
    "6.4": Prediction(
        "From epoch 5,000 to epoch 10,000 the number of steps t doubles. How much of the MSE is left with each loss?",
        choices=(
            "about a half with both losses",
            "about a quarter with the cross-entropy, a half with the MSE",
            "about a half with the cross-entropy, a quarter with the MSE",
        ),
        answer="about a quarter with the cross-entropy, a half with the MSE",
        why={
            "about a half with both losses": "A half is what 1/t gives, and that is the estimate for the MSE only.",
            "about a quarter with the cross-entropy, a half with the MSE": "If the error falls like 1/t², twice as "
            "many steps leave a quarter; if it falls like 1/t, they leave a half.",
            "about a half with the cross-entropy, a quarter with the MSE": "It is the other way round: the error falls "
            "like 1/t² with the cross-entropy, and like 1/t with the MSE.",
        },
    ),
    "6.5": Prediction(
        "A run has the MSE 0.0004 at epoch 1,500 and goes on falling like t to the power −2.3. Is its MSE at epoch "
        "10,000 higher or lower than 0.000027?",
        choices=("higher than that", "lower than that"),
        answer="lower than that",
        why="The number of steps grows by a factor of 10,000 / 1,500, which is about 6.7. To the power −2.3 this is "
        "about 1/80, and 0.0004 divided by 80 is 0.000005. That is about a fifth of 0.000027.",
    ),
}
