"""The predictions of notebook 09, vanishing gradients and dead units."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "9.1": Prediction(
        "How many times as long as dW1, at the input, is dW11, at the output?",
        choices=("about as long", "about 10 times", "about 1,000 times", "more than 100,000 times"),
        answer="more than 100,000 times",
        why={
            "about as long": "Every layer on the way back multiplies the deltas by its weights and by the slopes of "
            "its sigmoids. The length would stay the same only if these factors cancelled, and they do not.",
            "about 10 times": "The two hidden layers next to the output already make the gradient about that much "
            "shorter, and there are eight more.",
            "about 1,000 times": "That would be a factor of two for each of the ten layers. The factor is about three.",
            "more than 100,000 times": "On average each layer divides the length of the gradient by about three, and "
            "over ten layers these factors multiply.",
        },
    ),
    "9.2": Prediction(
        "In which layers is the length of dW divided by the largest factor?",
        choices=("it is the same factor in all layers", "in those near the input", "in those near the output"),
        answer="in those near the input",
        why={
            "it is the same factor in all layers": "The deltas of different layers have passed different numbers of "
            "layers. Those of layer 10 were multiplied by weights once, and those of layer 1 ten times.",
            "in those near the output": "The deltas of the output layer have not been multiplied by any weights yet, "
            "so they hardly change.",
            "in those near the input": "On the way to layer 1 the deltas are multiplied by ten arrays of small "
            "weights, and on the way to layer 10 by one. dW1 falls to about 2e-27, dW11 only to about 2e-03.",
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
            "no, its loss stays at the loss of the answer ½": "W1 moves by less than a thousandth of its length. "
            "From early on, the network answers ½ to all four points.",
            "yes, but it takes several thousand epochs": "Some networks do leave a plateau after thousands of "
            "epochs, but this one does not within 10,000.",
            "yes, as fast as with one hidden layer": "With one hidden layer the deltas pass the slope of one sigmoid "
            "on their way to W1. Here they pass ten, and W1 hardly moves.",
        },
    ),
    "9.4": Prediction(
        "The weights are drawn symmetrically around 0. About what share of these units is dead at the start?",
        choices=("none of them", "half of them", "a quarter of them"),
        answer="a quarter of them",
        why={
            "none of them": "A unit with two negative weights has z at or below 0 for all four points.",
            "half of them": "One negative weight is not enough: the other weight makes z positive for one of the "
            "points.",
            "a quarter of them": "A unit is dead if neither w1 nor w2 is positive. Each is negative with probability "
            "½, so both are negative with probability ¼. The scale of the start does not matter.",
        },
    ),
    "9.5": Prediction(
        "Do the networks with more dead units solve XOR less often?",
        choices=(
            "yes, because too few units are left",
            "no, because dead units do no harm",
            "no, because training makes the dead units active again",
        ),
        answer="yes, because too few units are left",
        why={
            "yes, because too few units are left": "Two units that are not dead can solve XOR, but one cannot. None of "
            "the four networks with three or four dead units solves it, and all five without a dead unit do.",
            "no, because dead units do no harm": "They do not harm the other units, but they do not help either, and "
            "XOR needs at least two units that do.",
            "no, because training makes the dead units active again": "In the first layer nothing can change them: "
            "their weights do not move, and the inputs are always the same four points.",
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
            "all except the sigmoid": "ReLU from N(0, 1) does not have vanishing gradients, but the lengths of its "
            "gradients are several thousand, so a step with an ordinary learning rate goes much too far.",
            "all four of them": "The sigmoid's gradient vanishes in the first layers, and from N(0, 1) the "
            "gradients of ReLU have lengths of several thousand.",
            "tanh with Glorot's start and ReLU with He's start": "In these two combinations the gradient has about "
            "the same moderate length in all layers.",
        },
    ),
    "9.7": Prediction(
        "Is there a start from which the ten layers of sigmoids learn XOR at the learning rate 0.2?",
        choices=("yes, with smaller weights", "yes, with larger weights", "no, the slope ¼ makes it impossible"),
        answer="yes, with larger weights",
        why={
            "yes, with smaller weights": "Smaller weights make the product in equation 9.3 smaller still.",
            "no, the slope ¼ makes it impossible": "The bound has two factors at each layer. Larger weights can make "
            "up for the ¼, as long as they do not saturate the sigmoids.",
            "yes, with larger weights": "Weights of four times Glorot's scale make up for the slope of at most ¼. It "
            "takes more epochs than with tanh or ReLU, but fewer than 2,000.",
        },
    ),
}
