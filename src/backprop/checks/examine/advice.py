"""What each fault is, in a sentence, and what to change; {blocks}, {layer} and {inputs} are filled in."""

from backprop.checks.examine import catalogue as c

ADVICE = {
    c.SLOPE_OF_Z: (
        "The slope is written in the form that takes the activation a, such as a * (1 - a) or 1 - a**2, but it is "
        "given the pre-activation z. Give it the activation of that layer instead."
    ),
    c.TWICE: (
        "The activation function is applied twice on the way to the slope: the function that computes the slope "
        "from z is given the activation a. Give it z, or, for a sigmoid, use a * (1 - a) with a."
    ),
    c.TANH_TWICE: (
        "tanh is applied twice on the way to the slope: the function that computes the slope from z, such as 1 - "
        "np.tanh(z)**2, is given the activation a. Give it z, or use 1 - a**2 with a."
    ),
    c.OTHER_SLOPE: (
        "The delta is multiplied by a slope that does not belong to this layer's activation function. Use the "
        "derivative of the activation that the forward pass uses there."
    ),
    c.OTHER_LAYER: (
        "The step uses the activations or the slope of another layer. NumPy raises no error, because the shapes go "
        "together. Take the values of this block's own layer."
    ),
    c.HIDDEN_MISSING: (
        "The hidden delta is not multiplied by the slope of the hidden activation (a slope that is 1 everywhere "
        "has the same effect). Multiply the error that comes back through the weights by that slope."
    ),
    c.OUTPUT_MISSING: (
        "The output delta is output - y, without the slope of the output's activation. With sigmoid or softmax "
        "that would be the gradient of the cross-entropy, but with this activation it belongs to no loss that is "
        "meant. Multiply it by the slope."
    ),
    c.RAW: (
        "The hidden error is taken from output - y before that is multiplied by the slope of the output. So the "
        "output weights follow the squared error while the hidden weights follow another loss. Send back the "
        "output delta, with its slope, or leave the slope out in both places, which makes it cross-entropy."
    ),
    c.ORDER: (
        "The delta is passed back through weights that have already been updated in this step. Compute all the "
        "deltas first and update the weights afterwards. The deviation shrinks with the learning rate, which is "
        "why such a network still learns."
    ),
    c.MIXED: (
        "The numbers are right but stand in the wrong places: a reshape stands where a transpose belongs, or a "
        "transpose is missing or one too many. Use .T, which exchanges rows and columns."
    ),
    c.SOFTMAX_SLOPE: (
        "s * (1 - s) is only the diagonal of softmax's derivative, because every output of softmax depends on "
        "every z. With cross-entropy the output delta is output - y and needs no slope."
    ),
    c.WEIGHT_FOR_INPUT: (
        "The delta is multiplied by the weight, or by nothing, where the input of that weight belongs. A weight's "
        "gradient is its unit's delta times the value that came in through the weight."
    ),
    c.WRITES: (
        "The weights' gradient uses the slope of the hidden layer where its activations belong. Usually the slope "
        "function overwrites the array that it is given; let it return a new array."
    ),
    c.PRE_ACTIVATION: (
        "The weights' gradient uses the pre-activation z of the layer before where its activation a belongs. Use a."
    ),
    c.TWO_NETWORKS: (
        "The forward pass and the backward pass belong to different networks: the gradient uses an activation that "
        "the outputs were not computed with. Use the same activation in both."
    ),
    c.NO_WEIGHT: (
        "The delta goes back to the hidden layer without its weights. Each hidden unit receives the output deltas "
        "times the weights through which it acts on the outputs."
    ),
    c.ONE_NUMBER: (
        "Every entry of the bias moves by the same number, because the sum runs over the units too. Sum over the "
        "examples only: axis=1 with keepdims=True for examples in columns, axis=0 for examples in rows."
    ),
    c.SIGN: (
        "The step goes in the direction of the gradient and not against it, so the loss rises. Change the sign: += "
        "goes with y - output, and -= with output - y."
    ),
    c.NEVER: (
        "The block changes the outputs and its gradient is not zero, but the step leaves it as it is. Add the line "
        "that updates it."
    ),
    c.BIASES_NEVER: (
        "The biases change the outputs and their gradients are not zero, but the step leaves them as they are. Add "
        "the lines that update them."
    ),
    c.SUM_FOR_MEAN: (
        "The gradient is a sum over the examples where the loss beside it is a mean, so the step is as many times "
        "too long as there are examples. Divide the gradient by the number of examples."
    ),
    c.MEAN_FOR_SUM: (
        "This block's gradient is divided by the number of examples and the others' are not. Treat all blocks alike."
    ),
    c.SCALED: (
        "The direction is right, but this block's step has another factor than the others, so together they follow "
        "no one gradient. Look for a factor that only some of the blocks have."
    ),
    c.BIAS_RAW: (
        "The bias is updated with another delta than the weights of its layer, for example with the error before "
        "its slope. Use the same delta for both."
    ),
    c.ERROR_LOST: (
        "The output delta does not start from output - y: it is squared, averaged, or loses its sign on the way. "
        "Start from output - y, one number for each example and output."
    ),
    c.SUMMED: (
        "The errors of all examples are added into one number before they go back, so every example receives the "
        "same error, and errors of opposite sign cancel. Keep one error for each example and output; the sum over "
        "the examples comes later, in the product with the activations."
    ),
    c.ONE_EXAMPLE: "Only one of the examples counts in this block. Sum over all of them.",
    c.ACCUMULATES: (
        "The first step is right, but the second adds the first one's gradient once more, because the gradients "
        "are added up and never set back to zero. Set them to zero before each step."
    ),
    c.PRINTED: (
        "The number that is printed belongs to another loss than the one that the steps minimise. Both usually "
        "fall, but a right step may make the printed number rise. Print the loss whose gradient you compute, or "
        "name both."
    ),
    c.EQUAL: (
        "The gradient is right, but the weights start all equal, so the hidden units of a layer receive the same "
        "step at every epoch and work as one unit. Start with small random weights."
    ),
    c.ZERO: (
        "The gradient is right, but the weights start at zero, so the hidden units receive the same step each time, "
        "or none at all. Start with small random weights."
    ),
    c.GROWS: (
        "The penalty on the weights is subtracted from the gradient, so every step makes the weights longer instead "
        "of shorter. Add it: the gradient of ½ λ W² is + λ W."
    ),
    c.FROM_WEIGHTS: (
        "The bias takes the weights' gradient, summed over the inputs. But a bias is a weight whose input is always "
        "1, so its gradient is the sum of the deltas over the examples, without the inputs."
    ),
    c.PER_EXAMPLE: (
        "The step subtracts the delta of every example without summing it, so the bias becomes a table with one row "
        "or column for each example. It then fits no other number of examples. Sum the delta over the examples "
        "first, as np.sum(delta, axis=0) does where the examples are rows."
    ),
    c.UNKNOWN: (
        "The step does not follow the gradient, and none of the faults that are known here explains it. Compare "
        "the line that computes this block with its formula, beginning with the delta that it uses."
    ),
}


def key(fault):
    """The first part of a fault's text: its own name."""
    return fault.partition(" + ")[0]


def of(fault):
    """The sentences about a fault that may have several parts."""
    return " ".join(ADVICE[part] for part in fault.split(" + ") if part in ADVICE)
