"""A number that the stepper asks for, with the ways to get it wrong; and the kinds that come twice on the way."""

from dataclasses import dataclass, field

from backprop.activations import sigmoid
from backprop.pictures.numbers import plain

SIGN = "The sign is wrong"
TWICE = "That is the slope of a instead of z: σ′({a}), of what has been through the sigmoid already"
SHORT = "That is {z}(1 − {z}): the short form of the slope needs {a}"


@dataclass
class Question:
    """One number on the way forward and back.

    stage     "forward", "loss", "backward" or "update"
    name      what it is called
    keys      where it stands in `computational_graph.PATH`: twice where a slope is a gradient too
    given     {key: a number that the question names}
    question  what is asked for
    hint      the formula
    value     the number
    mistakes  {what went wrong: the number that it gives}; none gives the right number
    """

    stage: str
    name: str
    keys: tuple
    given: dict = field(repr=False)
    question: str
    hint: str
    value: float
    mistakes: dict = field(repr=False)

    def __post_init__(self):
        apart = 1e-3 * abs(self.value)
        self.mistakes = {says: m for says, m in self.mistakes.items() if abs(m - self.value) > apart}


def the_sigmoid(z, a, slope, layer):
    """The Question for a = σ(z)."""
    return Question(
        "forward", f"a{layer}", (f"a{layer}",), {},
        f"What is a{layer}, the sigmoid of z{layer}?",
        f"a{layer} = σ(z{layer}). You may type sigmoid({plain(z, 4)}).",
        a,
        {
            f"The sigmoid is missing: that is z{layer}": z,
            f"The sign of z{layer} is lost": 1 - a,
            f"That is the slope σ′(z{layer})": slope,
        },
    )  # fmt: skip


def the_slope(z, a, slope, layer, number):
    """The Question for σ′(z); `number` is that of its arrow in the drawing, such as "②"."""
    names = {"z": f"z{layer}", "a": f"a{layer}"}
    return Question(
        "backward", f"σ′(z{layer})", (f"a{layer}/z{layer}",), {},
        f"Factor {number}: what is the derivative of a{layer} with respect to z{layer}?",
        f"σ′(z{layer}) = a{layer}(1 − a{layer}): taken at z{layer}, written with a{layer}.",
        slope,
        {
            SIGN: -slope,
            TWICE.format(**names): float(sigmoid.slope(a)),
            SHORT.format(**names): z * (1 - z),
            f"That is 1 − a{layer}: multiply it by a{layer}": 1 - a,
        },
    )  # fmt: skip


def through_the_sigmoid(da, z, a, dz, layer):
    """The Question for dz = da · σ′(z)."""
    names = {"z": f"z{layer}", "a": f"a{layer}"}
    return Question(
        "backward", f"dz{layer}", (f"dz{layer}",), {},
        f"What is dz{layer}, the gradient at z{layer}?",
        f"dz{layer} = da{layer} · σ′(z{layer}): the gradient so far times the next slope.",
        dz,
        {
            SIGN: -dz,
            f"The slope is forgotten: that is da{layer}": da,
            TWICE.format(**names): da * float(sigmoid.slope(a)),
            SHORT.format(**names): da * z * (1 - z),
        },
    )  # fmt: skip


def the_step(w, dw, new, rate, name):
    """The Question for of a parameter after one step."""
    return Question(
        "update", f"the new {name}", (f"new {name}",), {},
        f"The learning rate is {rate:g}. What is {name} after one step?",
        f"The new {name} is {name} − {rate:g} · d{name}: against the gradient.",
        new,
        {
            f"That is the old {name}: the step is not taken": w,
            f"{SIGN}: the step goes against the gradient": w + rate * dw,
            "The learning rate is left out": w - dw,
            f"That is the step alone: it starts from {name}": -rate * dw,
        },
    )  # fmt: skip
