"""The predictions of notebook 09, vanishing gradients and dead units."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "9.1": Prediction(
        "By how many times is dW11, at the output, longer than dW1, at the input?",
        choices=("about as long", "about 10 times", "about 1,000 times", "more than 100,000 times"),
        answer="more than 100,000 times",
        why={
            "about as long": "Every layer on the way back multiplies by its weights and by the slope of its sigmoids. "
            "These factors would have to cancel exactly.",
            "about 10 times": "That is about what the last two hidden layers cost. There are eight more.",
            "about 1,000 times": "That would be a factor of two for each layer. It is about three.",
            "more than 100,000 times": "Each layer makes the gradient about three times shorter, and these factors "
            "multiply over ten layers.",
        },
    ),
    "9.2": Prediction(
        "In which layers does the length of dW fall most?",
        choices=("by the same factor in all layers", "in those near the input", "in those near the output"),
        answer="in those near the input",
        why={
            "by the same factor in all layers": "The deltas do not pass the same number of layers. The one of layer "
            "10 has met the weights once, the one of layer 1 ten times.",
            "in those near the output": "The output layer's delta has not passed any weights yet, so it hardly "
            "changes.",
            "in those near the input": "On its way to layer 1 the delta is multiplied by ten arrays of small weights, "
            "and on its way to layer 10 by one. dW1 falls to about 2e-27, dW11 only to about 2e-03.",
        },
    ),
    "9.3": Prediction(
        "Does the network with ten layers of sigmoids learn XOR within 10,000 epochs?",
        choices=(
            "no, its loss stays at the loss of the answer ½",
            "yes, but it takes several thousand epochs",
            "yes, as fast as with one hidden layer",
        ),
        answer="no, its loss stays at the loss of the answer ½",
        why={
            "no, its loss stays at the loss of the answer ½": "W1 moves by less than a thousandth of its length. In "
            "the whole time the network answers ½ to all four points.",
            "yes, but it takes several thousand epochs": "Some plateaus are left after thousands of epochs, but this "
            "one is not left within 10,000.",
            "yes, as fast as with one hidden layer": "With one hidden layer the deltas pass one sigmoid. Here they "
            "pass ten.",
        },
    ),
    "9.4": Prediction(
        "The weights are drawn symmetrically around 0. About which share of these units is dead at the start?",
        choices=("none of them", "half of them", "a quarter of them"),
        answer="a quarter of them",
        why={
            "none of them": "A unit with two negative weights has z at or below 0 for all four points.",
            "half of them": "One negative weight is not enough: the other weight makes z positive for one of the "
            "points.",
            "a quarter of them": "A unit is dead if neither w1 nor w2 is positive. Each is negative with the chance "
            "½, so both are with the chance ¼. The scale of the start does not matter.",
        },
    ),
    "9.5": Prediction(
        "Do the networks with more dead units solve XOR less often?",
        choices=(
            "yes, because the living units are too few",
            "no, because dead units do no harm",
            "no, because training wakes the dead units up",
        ),
        answer="yes, because the living units are too few",
        why={
            "yes, because the living units are too few": "Two living units can solve XOR, but one cannot. None of the "
            "four networks with three or four dead units solves it, and all five without a dead unit do.",
            "no, because dead units do no harm": "They do no harm, but they do no work either. XOR needs at least two "
            "units.",
            "no, because training wakes the dead units up": "In the first layer nothing can wake them: their weights "
            "do not move, and the inputs are always the same four points.",
        },
    ),
    "9.6": Prediction(
        "Four combinations: sigmoid with Glorot's start, tanh with Glorot's start, ReLU with He's start, ReLU from "
        "N(0, 1). Which of them learn XOR?",
        choices=(
            "only ReLU with He's start",
            "tanh with Glorot's start and ReLU with He's start",
            "all except the sigmoid",
            "all four of them",
        ),
        answer="tanh with Glorot's start and ReLU with He's start",
        why={
            "only ReLU with He's start": "tanh has a slope near 1 for small z. With Glorot's start it keeps the size "
            "of the numbers as well.",
            "all except the sigmoid": "ReLU from N(0, 1) does not have vanishing gradients, but its gradients are "
            "thousands long, so a step of ordinary size goes much too far.",
            "all four of them": "The sigmoid's gradient vanishes in the first layers, and ReLU from N(0, 1) has "
            "gradients that are thousands long.",
            "tanh with Glorot's start and ReLU with He's start": "In these two the gradient has about the same length "
            "in all layers, and a moderate one.",
        },
    ),
    "9.7": Prediction(
        "Is there a start from which the ten layers of sigmoids learn XOR at the learning rate 0.5?",
        choices=("yes, with smaller weights", "yes, with larger weights", "no, the slope ¼ makes it impossible"),
        answer="yes, with larger weights",
        why={
            "yes, with smaller weights": "Smaller weights make the product in equation 9.3 smaller still.",
            "no, the slope ¼ makes it impossible": "The bound has two factors at each layer. Larger weights can make "
            "up for the ¼, as long as they do not saturate the sigmoids.",
            "yes, with larger weights": "Weights of four times Glorot's scale make up for the slope of at most ¼. It "
            "takes more epochs than usual, but fewer than 2,000.",
        },
    ),
}
