"""Recall of notebook 07, the learning rate: what one step promises, a bowl, four kinds of curve."""

from backprop.exercises.recall import ask, one_of, signed, written

SLOPES = ((0.3, 0.4), (0.5, 1.2), (0.8, 1.5), (0.9, 1.2))  # their squares add up to the square of a short number


def first_step(rng):
    """The change of the loss that the gradient promises for one small step."""
    a, b = one_of(rng, SLOPES)
    signs = [one_of(rng, (-1, 1)) for _ in range(2)]
    rate, square = one_of(rng, (0.01, 0.05, 0.1)), a**2 + b**2
    return ask(
        rng,
        f"A loss depends on two parameters, and its gradient is ({signed(signs[0] * a)}, {signed(signs[1] * b)}). By "
        f"about how much does one step of gradient descent with the learning rate {written(rate)} change the loss?",
        (
            signed(-rate * square),
            "Each parameter moves by the rate times its slope, and the loss changes by slope times movement. So it "
            "falls by the rate times the sum of the squared slopes.",
        ),
        (signed(rate * square), "The size is right, but the step goes against the gradient, so the loss falls."),
        (
            signed(-rate * square**0.5),
            "That is the length of the step. The change of the loss is this length times the length of the gradient.",
        ),
        (
            signed(-square),
            "The learning rate is missing. It multiplies the step, and so the change of the loss as well.",
        ),
    )


WALKS = {  # what w does on a bowl: the factor by which a step multiplies it
    "It approaches 0 from one side.": "between 0 and 1",
    "It jumps across 0 and comes nearer each time.": "between −1 and 0",
    "It jumps across 0 and gets further away each time.": "below −1",
    "It stays where it is.": "1, for which the learning rate would have to be 0",
}


def bowl(rng):
    """Which way a walk on a parabola goes."""
    curvature, share = one_of(rng, (2, 4, 5, 10)), one_of(rng, (0.2, 0.5, 0.8, 1.2, 1.5, 1.8, 2.4, 3.0, 4.0))
    right = list(WALKS)[min(int(share), 2)]
    why = (
        f"The slope is {curvature}·w, so a step multiplies w by 1 − η·{curvature} = {written(1 - share)}. That is "
        f"{WALKS[right]}. The walk converges as long as η is below 2/{curvature}."
    )
    return ask(
        rng,
        f"Gradient descent on J(w) = ½ · {curvature} · w² starts at w = 1 with the learning rate η = "
        f"{written(share / curvature)}. What does w do?",
        (right, why),
        *((other, f"The factor of a step would have to be {says}.") for other, says in WALKS.items() if other != right),
    )


CURVES = {
    "Slow": "The loss of a slow run falls smoothly, by a little each time, and is still falling at the end.",
    "Good": "The loss of a good run falls fast and becomes flat at a low value.",
    "Oscillating": "The loss of an oscillating run goes up and down: each step jumps across the valley.",
    "Stuck": "The loss of a stuck run falls a little and then becomes flat at a high value.",
}


def kind_of_curve(rng):
    """The kind of a loss curve, from six of its values."""
    kind = one_of(rng, list(CURVES))
    losses = [f"{loss:.2f}" for loss in _losses(kind, rng)]
    return ask(
        rng,
        f"At six epochs, one after the other, a cross-entropy is {', '.join(losses)}. What would you call this run?",
        (kind, CURVES[kind]),
        *((other, CURVES[other]) for other in CURVES if other != kind),
    )


def _losses(kind, rng):
    start = one_of(rng, (0.7, 0.73, 0.78))
    if kind == "Slow":
        fall = one_of(rng, (0.01, 0.02))
        return [start - fall * n for n in range(6)]
    if kind == "Good":
        return [start * one_of(rng, (0.3, 0.35)) ** n + 0.01 for n in range(6)]
    if kind == "Stuck":
        height = one_of(rng, (0.35, 0.48))
        return [start, height + 0.04, *[height] * 4]
    low, high = one_of(rng, (0.4, 0.5)), one_of(rng, (1.3, 1.9, 2.4))
    return [start, high, low, high - 0.08, low + 0.05, high + 0.04]


QUESTIONS = (first_step, bowl, kind_of_curve)
