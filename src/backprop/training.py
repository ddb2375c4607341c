"""Gradient descent: look, write the loss down, take one step against the gradient, again."""

from dataclasses import dataclass, field

import numpy as np


@dataclass
class History:
    """What a run wrote down, one entry an epoch, each taken before that epoch's step.

    loss     what the gradient belongs to; loss_name says which it is
    mse      the mean squared error, which the lab report prints
    stopped  a sentence if the run ended early, else None
    """

    loss_name: str
    learning_rate: float
    loss: list = field(default_factory=list, repr=False)
    mse: list = field(default_factory=list, repr=False)
    stopped: str | None = None

    @property
    def epochs(self):
        """0, 1, 2, …: the epoch of each entry."""
        return np.arange(len(self.loss))

    def line(self, epoch):
        """The line that is printed for an epoch: both losses by name."""
        line = f"Epoch {epoch}, MSE: {self.mse[epoch]:.4f}"
        return line if self.loss_name == "mse" else f"{line}, {self.loss_name}: {self.loss[epoch]:.4f}"


def gradient_descent(look, step, history, epochs, print_every):
    """Fills `history` by `epochs` rounds of look and step, and returns it.

    look   () -> (loss, mse) at the parameters as they are; a loss that is not finite ends the run
    step   () -> None, one step against the gradient; it raises FloatingPointError, changing nothing,
           if a parameter would become infinite or NaN
    """
    for epoch in range(epochs):
        try:
            loss, mse = look()
            if not np.isfinite(loss):
                raise FloatingPointError
            history.loss.append(loss)
            history.mse.append(mse)
            step()
        except FloatingPointError:
            history.stopped = _sentence(epoch, history)
            if print_every:
                print(history.stopped)
            break
        if print_every and epoch % print_every == 0:
            print(history.line(epoch))
    return history


def _sentence(epoch, history):
    """Why a run stopped at this epoch, and what to do."""
    if not history.loss:
        return "Stopped before the first step: the loss is infinite already. Give smaller weights or data."
    rate = history.learning_rate
    return (
        f"Stopped at epoch {epoch}: the numbers grew beyond what a float can hold. "
        f"A learning rate of {rate:g} is too large here; make a new network and try {rate / 10:g}."
    )
