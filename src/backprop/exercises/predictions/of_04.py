"""The predictions of notebook 04, backwards in four lines."""

from backprop.exercises.predictions import Prediction

PREDICTIONS = {
    "4.1": Prediction(
        "The four outputs all lie between 0.6 and 0.8. For which examples is dz2, the derivative of J with respect to "
        "z2, negative?",
        choices=("for those with target 1", "for those with target 0", "for all four", "for none of them"),
        answer="for those with target 1",
        why={
            "for those with target 1": "Where the target is 1, the output should rise. If z2 grows, the output rises "
            "and J falls, so the derivative is negative.",
            "for those with target 0": "Where the target is 0, the output is already too high. So J rises when z2 "
            "grows, and the derivative is positive.",
            "for all four": "That would mean that a larger output is better for every example, but two of them have "
            "the target 0.",
            "for none of them": "That would mean that a smaller output is better for every example, but two of them "
            "have the target 1.",
        },
    ),
    "4.2": Prediction(
        "Take five examples, so that no two sizes are equal: dz2 is (1, 5) and a1 is (4, 5). dW2 must have the shape "
        "of W2, which is (1, 4). Which product can it be?",
        choices=("a1 @ dz2.T", "dz2 @ a1.T", "dz2.T @ a1", "dz2 * a1"),
        answer="dz2 @ a1.T",
        why={
            "a1 @ dz2.T": "This is (4, 5) times (5, 1), which gives (4, 1): the right numbers, but in a "
            "column. W2 is a row.",
            "dz2 @ a1.T": "(1, 5) times (5, 4) gives (1, 4). The inner size, 5, is the number of examples: a matrix "
            "product sums over its inner size, so the shares of the five examples are added up.",
            "dz2.T @ a1": "(5, 1) times (4, 5): the inner sizes 1 and 4 differ, so NumPy refuses.",
            "dz2 * a1": "The star multiplies entry by entry and gives (4, 5): one number for each hidden unit and each "
            "example. The examples are not added up yet.",
        },
    ),
    "4.3": Prediction(
        "The digits network of notebook 11 has 64 inputs, 32 hidden units and 10 outputs, together 2,410 parameters. "
        "With central differences its gradient takes 4,820 forward passes. How much work is one backward pass?",
        choices=("about 50 forward passes", "about 2,410 forward passes", "little more than 1 forward pass"),
        answer="little more than 1 forward pass",
        why={
            "about 50 forward passes": "It is far less. The backward pass needs at most two multiplications for each "
            "weight, as you can count in the cell below.",
            "about 2,410 forward passes": "That would be one pass for each parameter. But one backward pass gives the "
            "derivatives for all parameters at once.",
            "little more than 1 forward pass": "The forward pass multiplies once with each weight. The backward pass "
            "needs one product for dW1, one for dW2, and one to bring the delta back through W2: 2,688 "
            "multiplications, where the forward pass has 2,368.",
        },
    ),
    "4.4": Prediction(
        "The lab report opens by calling backpropagation an optimisation algorithm that adjusts the parameters. Is "
        "this true?",
        choices=(
            "true, because after backpropagation the loss is lower",
            "false, because backpropagation only computes the gradient",
            "true, because the weights change during the backward pass",
        ),
        answer="false, because backpropagation only computes the gradient",
        why={
            "true, because after backpropagation the loss is lower": "The loss is lower after the step. The step is "
            "made by gradient descent, with the gradient that backpropagation has computed.",
            "true, because the weights change during the backward pass": "They must not: every derivative of the "
            "gradient belongs to the weights of the forward pass. They change afterwards, in the step.",
            "false, because backpropagation only computes the gradient": "Backpropagation tells us how J changes "
            "with each parameter, but it changes no parameter itself. The optimisation algorithm is gradient descent, "
            "which uses this gradient. In the report's class one method does both, so the two are easily confused.",
        },
    ),
    "4.5": Prediction(
        "We take the row (0, 0) out of the batch. What happens to dW1?",
        choices=(
            "nothing, because the inputs of this row are 0",
            "only its first column changes",
            "every entry grows by a third in size",
        ),
        answer="every entry grows by a third in size",
        why={
            "nothing, because the inputs of this row are 0": "It is true that this row adds nothing to dW1. But it is "
            "counted in n.",
            "only its first column changes": "Both inputs of this row are 0, so the same happens to both columns.",
            "every entry grows by a third in size": "The row adds an outer product with 0, which is nothing. But J is "
            "now the mean over three examples instead of four, so each share that is left is divided by 3 instead of "
            "by 4, and becomes 4/3 of what it was.",
        },
    ),
}
