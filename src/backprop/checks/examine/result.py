"""The result object: what was found, as fields and as sentences."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from backprop.checks.examine import catalogue, more_words, starting, state, whole, words


@dataclass(frozen=True)
class Block:
    """One parameter block: is its step right, its own factor, its error, its angle in degrees, its fault or "".

    name  as the sentences say it: the attribute, or W1 where the parameters are a list
    """

    right: bool
    ratio: float
    error: float
    angle: float
    fault: str = ""
    name: str = ""


@dataclass(frozen=True, repr=False)
class Examination:
    """What an examination found; printed, it is sentences, one line of summary first.

    verdict  "right", "faulty" or "undecided"; bool() is True for "right" only
    loss     such as "cross-entropy (binary)"; factor, before the sum over examples and outputs; scale, its name
    blocks   {"W1": Block, …}
    fault    the fault's name or None; faults, all names, for where there are several
    printed  [(loss, scale), …] of the numbers that the code prints
    rate     the learning rate, or None where none was seen
    examples, outputs  the numbers of both in one judged step
    rows     of the table that decided: (block, change, gradient, ratio)
    """

    verdict: str
    text: str
    loss: str = ""
    factor: float = float("nan")
    scale: str = ""
    blocks: dict = field(default_factory=dict)
    fault: str | None = None
    faults: tuple = ()
    printed: tuple = ()
    rate: float | None = None
    extra: str = ""
    rows: tuple = ()
    examples: int = 0
    outputs: int = 0

    def __bool__(self):
        return self.verdict == "right"

    def __str__(self):
        return self.text

    __repr__ = __str__


def undecided(reason):
    """The answer where nothing was decided."""
    return Examination("undecided", f"Undecided: I cannot say whether this network is right or wrong.\n{reason}")


def verdict(found, note=""):
    """The `Examination` of `Findings`."""
    found.note = note
    if not whole.right(found) and not whole.certain(found):
        return undecided(words.uncertain(found))
    blocks = {state.name_of(path): _block(found, path) for path in found.bench.start}
    faults = _faults(found, blocks)
    if not faults and found.fit.right and not found.fit.wrong and not found.adaptive:
        found.run = starting.short_run(found.bench, found.judgement)
    decided = "faulty" if faults else "undecided" if words.left_out(found) else "right"
    return Examination(
        decided, words.report(found, blocks, faults), found.fit.loss.name, found.factor, found.scale, blocks,
        faults[0] if faults else None, tuple(faults), tuple(one[:2] for one in found.printed), found.rate,
        more_words.extra(found), tuple(_rows(found)), *found.judgement.experiments[0].y.shape,
    )  # fmt: skip


def _block(found, path):
    fitted = found.fit
    fault = found.named.get(path, "")
    right = path not in fitted.wrong
    return Block(
        right, fitted.ratios[path], fitted.errors[path], fitted.angles[path], "" if right else fault, found.name(path)
    )


def _faults(found, blocks):
    """The names of all faults, the one in the most blocks first."""
    if found.whole:
        return [found.whole]
    wrong = {path: found.named.get(path, catalogue.UNKNOWN) for path in found.fit.wrong}
    names = Counter(part for fault in wrong.values() for part in dict.fromkeys(fault.split(" + ")))
    faults = [name for name, _ in names.most_common()]
    if catalogue.TWO_NETWORKS in faults and catalogue.OTHER_SLOPE in faults:
        faults.remove(catalogue.OTHER_SLOPE)
    never = [path for path, fault in wrong.items() if fault == catalogue.NEVER]
    if never and catalogue.ONE_NUMBER in faults and all(_is_bias(found, path) for path in never):
        faults.remove(catalogue.NEVER)
    elif never and all(_is_bias(found, path) for path in never):
        faults[faults.index(catalogue.NEVER)] = catalogue.BIASES_NEVER
    return sorted(faults, key=lambda name: name == catalogue.UNKNOWN)


def _is_bias(found, path):
    if found.model is not None:
        return path in {layer.b for layer in found.model.layers}
    shape = found.bench.start[path].shape
    return max(shape, default=1) == int(np.prod(shape)) and len(found.bench.start) > 1


def _rows(found):
    one = found.judgement.experiments[0]
    for path in found.bench.start:
        slope = found.fit.loss.slope(one.o, one.y)
        yield (found.name(path), one.moved(path), one.gradient(path, slope), found.fit.ratios[path])


def table(result):
    """The table that decided: the first three entries of each block, its change, the gradient of the sum, their
    ratio.
    """
    if not result.rows:
        return "There is no table: no step was measured."
    lines = [f"{'block':24}{'change in one step':>22}{'gradient':>14}{'−change / gradient':>22}"]
    for name, change, gradient, _ in result.rows:
        for index in range(min(3, len(change))):
            ratio = -change[index] / gradient[index] if gradient[index] else float("nan")
            lines.append(f"{name if not index else '':24}{change[index]:22.6g}{gradient[index]:14.6g}{ratio:22.6g}")
    return "\n".join([*lines, "The last column is one number in every line if the step follows this gradient."])
