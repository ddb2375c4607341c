"""A run that is under way: one mini-batch or one epoch at a time, back to an epoch before, a weight changed by hand."""

from dataclasses import dataclass

import numpy as np

MOST_SNAPSHOTS = 200  # beyond these every second one is given up
STOPPED = "The run stopped: the next step would make a weight infinite. A smaller learning rate helps."


@dataclass(frozen=True)
class Snapshot:
    """Where a run stood after an epoch: all that its next steps depend on."""

    epoch: int
    parameters: dict
    velocity: dict


class LiveRun:
    """Gradient descent with momentum on a Design: v ← βv − η∇J, w ← w + v, one v for every parameter.

    epoch      how many epochs are over; `waiting` says what is left of the one after them
    losses     {"training": […], "held-out": […]}, one entry an epoch from 0: the mean loss without the penalty
    snapshots  {epoch: Snapshot}, thinned out to at most 200, always with epoch 0 and the newest
    by_hand    whether a weight was changed by hand before one of the steps
    stopped    a sentence where the numbers overflowed, else ""
    """

    def __init__(self, design):
        self.design, self.network = design, design.network()
        self.parts = dict(zip(("training", "held-out"), design.parts(), strict=True))
        if not self.parts["held-out"][1].size:
            del self.parts["held-out"]
        self.n_examples = self.parts["training"][1].size
        self.velocity = {name: np.zeros_like(value) for name, value in self.network.parameters.items()}
        self.epoch, self.stride, self.waiting, self.untouched = 0, 1, [], None
        self.by_hand, self.stopped = False, ""
        self.losses, self.snapshots = {name: [] for name in self.parts}, {}
        self._write_down()

    # Steps

    def step(self):
        """Learn from the next mini-batch, or from all of the training part where the design says so."""
        if not self.waiting:
            self._forget_what_follows()
            self.waiting = self.design.batches(self.epoch, self.n_examples)[::-1]
        X, y = self.parts["training"]
        if not self._descend(self.gradients(X[:, self.waiting[-1]], y[:, self.waiting[-1]])):
            return
        self.waiting.pop()
        self.by_hand, self.untouched = self.by_hand or self.untouched is not None, None
        if not self.waiting:
            self.epoch += 1
            self._write_down()

    def finish_epoch(self):
        """Every step that is left of this epoch, or a whole one."""
        self.step()
        while self.waiting and not self.stopped:
            self.step()

    def gradients(self, X=None, y=None):
        """{"dW1": …, …}: the gradient of J + λ/2 · Σw² at these examples, by default all of the training part."""
        X, y = self.parts["training"] if X is None else (X, y)
        found = self.network.gradients(X, y)
        if self.design.l2:
            for name, value in self.network.parameters.items():
                if name[0] == "W":
                    found[f"d{name}"] = found[f"d{name}"] + self.design.l2 * value
        return found

    def penalty(self):
        """λ/2 · Σw², over the weights and not the biases."""
        squares = [np.sum(value**2) for name, value in self.network.parameters.items() if name[0] == "W"]
        return float(self.design.l2 / 2 * sum(squares))

    def _descend(self, gradients):
        """Whether the step could be taken; where a number overflows, everything stays as it was."""
        rate, momentum, moved = self.design.rate, self.design.momentum, {}
        with np.errstate(over="ignore", invalid="ignore"):
            pushed = {name: momentum * v - rate * gradients[f"d{name}"] for name, v in self.velocity.items()}
            moved = {name: value + pushed[name] for name, value in self.network.parameters.items()}
        if not all(np.abs(value).max() < 1e100 for value in moved.values()):
            self.stopped = STOPPED
            return False
        self.velocity = pushed
        vars(self.network).update(moved)
        return True

    # Back in time, and by hand

    def go_to(self, epoch):
        """Put the network where it stood after an epoch that is in `snapshots`; the next step goes on from there."""
        kept = self.snapshots[epoch]
        self.epoch, self.velocity, self.waiting, self.untouched, self.stopped = epoch, kept.velocity, [], None, ""
        vars(self.network).update(kept.parameters)

    def put(self, name, index, value):
        """Change one parameter by hand, such as ("W1", (0, 0)); `put_back` undoes it until the next step."""
        if self.untouched is None:
            self.untouched = self.network.parameters
        changed = getattr(self.network, name).copy()
        changed[index] = value
        setattr(self.network, name, changed)
        self.stopped = ""

    def put_back(self):
        """Every parameter to where it stood before it was changed by hand."""
        vars(self.network).update(self.untouched or {})
        self.untouched = None

    def _forget_what_follows(self):
        for values in self.losses.values():
            del values[self.epoch + 1 :]
        self.snapshots = {epoch: kept for epoch, kept in self.snapshots.items() if epoch <= self.epoch}

    # Records

    def loss(self, name):
        """The mean loss of a part now, without the penalty."""
        return self.network.loss_value(*self.parts[name])

    def right(self, name):
        """(examples of a part on their side of ½, examples)."""
        X, y = self.parts[name]
        return int(np.sum((self.network.predict(X) > 0.5) == (y > 0.5))), y.size

    def _write_down(self):
        for name, values in self.losses.items():
            values.append(self.loss(name))
        newest = max(self.snapshots, default=0)
        if newest % self.stride:
            del self.snapshots[newest]
        self.snapshots[self.epoch] = Snapshot(self.epoch, self.network.parameters, self.velocity)
        if len(self.snapshots) > MOST_SNAPSHOTS:
            self.stride *= 2
            self.snapshots = {e: kept for e, kept in self.snapshots.items() if not e % self.stride or e == self.epoch}
