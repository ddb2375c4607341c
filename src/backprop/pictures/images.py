"""Pictures of images, and of what was answered about them."""

import math

import numpy as np

from backprop import arguments
from backprop.pictures import plots


def gallery(images, titles, columns, **shade):
    """A Figure of square images side by side, each with its title; `columns` of them in a row.

    images  (n_pixels, n_images), row by row
    shade   passed on to `Axes.imshow`; by default dark ink on white
    Raises ValueError if there are no images, not as many titles as images, or if they are not square.
    """
    images, columns = arguments.array("images", images), arguments.whole("columns", columns)
    if images.ndim != 2 or math.isqrt(len(images)) ** 2 != len(images):
        raise ValueError(f"images has shape {images.shape}, expected (n_pixels, n_images) with n_pixels a square")
    if len(titles) != images.shape[1]:
        raise ValueError(f"titles has {len(titles)} entries for {images.shape[1]} images: give each its own")
    side, rows = math.isqrt(len(images)), -(-images.shape[1] // columns)
    height = 1.2 + 0.12 * max(str(title).count("\n") for title in titles)
    figure = plots.new_figure(7, height * rows)
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for ax in axes:
        ax.set_axis_off()
    for ax, image, title in zip(axes, images.T, titles, strict=False):
        ax.imshow(image.reshape(side, side), **({"cmap": "gray_r"} | shade))
        ax.set_title(title, fontsize=10)
    return figure


def confusion_matrix(counts, ax=None):
    """How often each class was answered, a row for each true class; the wrong answers stand out in orange.

    counts  (n_classes, n_classes), whole numbers
    """
    ax = ax or plots.new_axes(4.8, 4.4)
    wrong = counts * (1 - np.eye(len(counts), dtype=int))
    shown = wrong / max(wrong.max(), 1) - np.diag(np.diag(counts)) / max(counts.max(), 1)
    ax.imshow(shown, cmap=plots.SIGNED, vmin=-1, vmax=1)
    for row, column in np.argwhere(counts):
        ax.text(column, row, counts[row, column], ha="center", va="center", fontsize=10, color="black")
    ax.set(xticks=range(len(counts)), yticks=range(len(counts)), title="Confusion matrix")
    ax.set(xlabel="answer", ylabel="truth")
    return ax
