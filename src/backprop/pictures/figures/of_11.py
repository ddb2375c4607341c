"""The figures of notebook 11, handwritten digits."""

import numpy as np

from backprop.pictures import Picture, images, plots

WEIGHTS = {"cmap": plots.SIGNED, "vmin": -0.6, "vmax": 0.6}
MODELS = "logistic regression", "network"


def first_images(X, digits):
    """Images side by side, each under the digit that was meant, as a Picture.

    X       (n_pixels, n_images)
    digits  (n_images,)
    """
    alt = f"{len(digits)} handwritten digits in a row: {', '.join(map(str, digits))}."
    return Picture(images.gallery(X, list(digits), columns=len(digits)), alt)


def loss_curves(losses, kept, stop=None):
    """Training and validation loss against the epoch, as a Picture.

    losses  {"training": …, "validation": …}, each (n_epochs + 1,), from epoch 0 on
    kept    the epoch of the lowest validation loss, which gets a dot
    stop    the epoch at which early stopping ends the run, which gets a line; None draws none
    """
    ax = plots.new_axes(7, 4.2)
    for (name, curve), colour, line in zip(losses.items(), (plots.INK, plots.PURPLE), ("-", "--"), strict=True):
        plots.loss_curve(range(len(curve)), curve, ax, name, "cross-entropy", color=colour, linestyle=line)
    lowest = losses["validation"][kept]
    ax.plot(kept, lowest, "o", color=plots.PURPLE, markersize=8, label="lowest validation loss, kept")
    if stop is not None:
        ax.axvline(stop, color=plots.ORANGE, label="early stopping ends here")
    plots.legend_below(ax.figure, columns=2)
    ends = "; ".join(f"{name} from {curve[0]:.3f} to {curve[-1]:.3f}" for name, curve in losses.items())
    ended = "" if stop is None else f" A line marks epoch {stop}, where early stopping ends the run."
    return Picture(
        ax,
        f"Two loss curves over {len(losses['training']) - 1} epochs, on a log axis: {ends}. "
        f"A dot marks the lowest validation loss, {lowest:.3f}, at epoch {kept}.{ended}",
    )


def confusion(truth, answers, n_classes=10):
    """How often each digit was read as each other one, as a Picture.

    truth, answers  (n_images,), ints from 0
    """
    counts = np.zeros((n_classes, n_classes), int)
    np.add.at(counts, (truth, answers), 1)
    off = [f"{t} read as {a}: {counts[t, a]}" for t, a in np.argwhere(counts * (1 - np.eye(n_classes)))]
    alt = (
        f"A table, {n_classes} true digits by {n_classes} answers. On the diagonal, from 0 on: "
        f"{', '.join(map(str, np.diag(counts)))}. Off it: {', '.join(off) or 'nothing'}."
    )
    return Picture(images.confusion_matrix(counts), alt)


def misread(X, shares, truth):
    """The images that were read wrongly, the largest share for a wrong digit first, as a Picture.

    X       (n_pixels, n_images)
    shares  (n_classes, n_images)  the network's outputs
    truth   (n_images,)
    Raises ValueError if every image was read correctly.
    """
    answers = shares.argmax(axis=0)
    wrong = np.flatnonzero(answers != truth)
    worst = wrong[np.argsort(-shares[answers[wrong], wrong])]
    titles = [f"{truth[i]}, read {answers[i]}\n({shares[answers[i], i]:.0%})" for i in worst]
    said = "; ".join(titles).replace("\n", " ")
    return Picture(
        images.gallery(X[:, worst], titles, columns=8),
        f"The test images that were read wrongly, the one with the largest share for a wrong digit first: {said}.",
    )


def hidden_units(W1, W2, how_many=16):
    """The weights of the hidden units with the largest output weights, each as an image, as a Picture.

    W1  (n_hidden, n_pixels)
    W2  (n_classes, n_hidden)
    """
    strongest = np.argsort(-np.abs(W2).max(axis=0))[:how_many]
    titles = [f"for {w.argmax()}, not {w.argmin()}" for w in W2[:, strongest].T]
    return Picture(
        images.gallery(W1[strongest].T, titles, columns=8, **WEIGHTS),
        f"The weights of {len(strongest)} hidden units as images of 8 by 8 pixels: {'; '.join(titles)}.",
    )


def ten_splits(logistic, network):
    """The accuracy of two models on the same splits, a line for each split, as a Picture.

    logistic, network  (n_splits,), shares from 0 to 1
    """
    ax = plots.new_axes(6.5, 3.6)
    ax.plot([0, 1], 100 * np.array([logistic, network]), "o-", color=plots.INK, linewidth=1)
    ax.set(xticks=[0, 1], xlim=(-0.3, 1.3), ylabel="test images read correctly, in %", title=f"{len(network)} splits")
    ax.set_xticklabels(MODELS)
    pairs = ", ".join(f"{100 * low:.1f} to {100 * high:.1f}" for low, high in zip(logistic, network, strict=True))
    return Picture(ax, f"{len(network)} lines, each from {MODELS[0]} to {MODELS[1]}, in per cent: {pairs}.")
