"""Bring your own network: by experiments on copies, which loss its steps minimise, and which fault stops them."""

import os
import sys

from backprop.checks.examine import findings, opening
from backprop.checks.examine.bench import Bench
from backprop.checks.examine.data import read
from backprop.checks.examine.discovery import Unfound
from backprop.checks.examine.hinted import hinted_forward, hinted_steps
from backprop.checks.examine.result import Examination, table, undecided, verdict
from backprop.checks.examine.sandbox import inside

__all__ = ["Examination", "examine"]


def examine(network, X=None, y=None, *, rate=None, forward=None, step=None, show=False):
    """What the steps of a network of your own descend, and whether each block goes minus that gradient: an Examination.

    network  an object, a list or dictionary of parameters, layer objects in a list, or a file such as "my_lab.py"
    X, y     examples in rows or in columns; a file with a training loop brings its own
    rate     the learning rate, where it cannot be seen
    forward  the outputs: a name, or a function such as lambda net, X: net.predict(X)
    step     one training step: a name, or a function such as lambda net, X, y: net.train(X, y, 1)
    show     True prints the table that decided: block, change, gradient, ratio

    Everything runs on copies: your network, your data and your random numbers are as before. Nothing that your code
    does is raised; what cannot be examined is answered in a sentence.
    """
    if inside():
        return undecided("examine was called by the code that it examines.")
    space = sys._getframe(1).f_globals
    try:
        result = _examined(network, X, y, rate, forward, step, space)
    except Unfound as unfound:
        result = undecided(str(unfound))
    if show:
        print(table(result))
    return result


def _examined(network, X, y, rate, forward, step, space):
    best, reason = None, None
    told = forward if isinstance(forward, str) else ""
    for one in opening.opened(network, space, X, y, told if isinstance(network, (str, os.PathLike)) else ""):
        try:
            result = _of(one, network, X, y, rate, forward, step)
        except Unfound as unfound:
            reason = reason or unfound
            continue
        if best is None or result.verdict == "right":
            best = result
        if best.verdict != "undecided":
            break
    if best is None:
        raise reason or Unfound("There is no network in it: no object with weights and no training loop.")
    return best


def _read(X, y):
    try:
        return read(X, y)
    except ValueError as error:
        raise Unfound(str(error)) from None


def _copied(subject):
    try:
        subject.fresh()
    except Exception as error:
        raise Unfound(
            f"The network cannot be copied ({type(error).__name__}: {error}), and everything is tried on copies. "
            f"Take what "
            "cannot be copied, such as an open file or a generator, out of it first."
        ) from None


def _of(one, network, X, y, rate, forward, step):
    if one.found:
        data, way, blocks, loop = one.found
        bench, steps = Bench(one.subject, way, data, blocks), [loop]
    else:
        if X is None or y is None:
            raise Unfound("Give X and y too: checks.examine(network, X, y).")
        data = _read(X, y)
        _copied(one.subject)
        way, blocks = hinted_forward(one.subject, data, forward, step, (network, X, y))
        bench = Bench(one.subject, way, data, blocks)
        steps = hinted_steps(bench, step, rate, (network, X, y))
    return verdict(findings.found(bench, steps, rate), one.note)
