"""What the panel `sandbox` says of a run: its sentence, its alternative text, its numbers and its programs."""

import numpy as np

from backprop.losses import LOSS_NAMES
from backprop.pictures import tables
from backprop.pictures.live_network import number, written

NOTE = (
    "Each program does this run, up to the epoch shown, from the same starting weights and with the same batches, and "
    "prints the loss of the training part. The two can differ in the last digits, because they round differently."
)
BY_HAND = "# A weight was changed by hand in the panel: these lines do the run without that.\n"


def sentence(run, gradients):
    """Where the run stands, what it learns from and how, and where its gradient is largest."""
    design = run.design
    parts = " and ".join(_part(run, name) for name in run.parts)
    hand = " A weight has been changed by hand." if run.by_hand or run.untouched is not None else ""
    return (
        f"{_when(run)}, the {LOSS_NAMES[design.loss]} is {parts}. The network is {'-'.join(map(str, design.sizes))} "
        f"with {design.activation} units, start {design.start}, seed {design.seed}. {_data(design)}. The rate is "
        f"{design.rate:g}, the momentum {design.momentum:g}, the L2 penalty {design.l2:g} and the batch size "
        f"{design.batch or 'all'}. {_largest(gradients)}"
        f"{_penalty(run)}{hand} {run.stopped}".strip()
    )


def alt(run, gradients, chosen):
    """What the picture shows, with its numbers."""
    ends = "; ".join(f"{name} from {each[0]:.3g} to {each[run.epoch]:.3g}" for name, each in run.losses.items())
    layers = len(run.design.sizes) - 2
    return (
        f"Top left: the network's answer over the plane and its line at ½, with {_counts(run)}, the held-out ones "
        "hollow. "
        f"Top right: the loss on a log axis up to epoch {run.epoch:,}, {ends}. Below: the network with a tile of the "
        f"plane for each unit of its {'hidden layer' if layers == 1 else f'{layers} hidden layers'}; lines as thick "
        f"as the weights, purple pieces as thick as the gradients. {_largest(gradients)} {chosen}"
    )


def table(run, gradients):
    """Every parameter and its gradient as HTML, folded away."""
    rows = [
        [written(name, index), number(getattr(run.network, name)[index]), number(gradients[f"d{name}"][index])]
        for name, index in run.design.weight_names
    ]
    shown = tables.table(f"After {run.epoch:,} epochs", ["parameter", "value", "gradient"], rows)
    return f"<details><summary>Every weight and its gradient as numbers</summary>{shown}</details>"


def program(write, run):
    """A program of the run up to its epoch, with a warning where that is not the whole truth."""
    return (BY_HAND if run.by_hand else "") + write(run.design, run.epoch)


def _when(run):
    if not run.epoch and not run.waiting:
        return "At the start of a run, epoch 0"
    left = f" and a part of the next ({len(run.waiting)} batches are left)" if run.waiting else ""
    return f"After {run.epoch:,} epoch{'s' * (run.epoch != 1)}{left}"


def _part(run, name):
    right, n_examples = run.right(name)
    return f"{run.loss(name):.3g} on the {n_examples} {name} points ({right} right)"


def _data(design):
    noise = "" if design.data == "own" else f" with noise {design.noise:g}"
    name = "your own points" if design.data == "own" else design.data
    return f"The data are {name}{noise}, and {design.held_out:.0%} of the points are held out"


def _counts(run):
    return " and ".join(f"{y.size} {name} points" for name, (_, y) in run.parts.items())


def _largest(gradients):
    name = max((name for name in gradients if "W" in name), key=lambda name: np.abs(gradients[name]).max())
    index = np.unravel_index(np.abs(gradients[name]).argmax(), gradients[name].shape)
    largest, weight = number(gradients[name][index]), written(name[1:], index)
    return f"The largest gradient of a weight is in layer {name[2:]}: {largest} for {weight}."


def _penalty(run):
    if not run.design.l2:
        return ""
    return f" The penalty adds {run.penalty():.3g} to what is minimised; the loss shown leaves it out."
