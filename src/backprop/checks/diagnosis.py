"""An answer's numbers beside the truth, beside every known mistake, and beside every slip that a line allows.

What is said is what gives the learner's own numbers in every block of every problem, the right ones too: so no
sentence can blame what the same message calls right.
"""

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from backprop.checks import compare
from backprop.checks.gradient import below, relative_error
from backprop.checks.lines import Lines
from backprop.checks.search import Search
from backprop.checks.verdicts import Mistaken, NotYet, listed


@dataclass(frozen=True)
class Mistake:
    """One way to be wrong.

    says   the sentence for the learner: what it is and where to look
    forms  the Lines of it, the truth with one or more lines written wrongly; any of them is this mistake
    wrong  what was written wrongly in each of them, as text
    """

    says: str
    forms: tuple
    wrong: tuple = ()


def mistakes(truth, table):
    """The Mistakes of {what to say: a wrong line, or a list of them of which each is this mistake}.

    A wrong line takes the place of the line of `truth` that gives the same name its value; several, parted by ;
    or by line ends, are wrong at once. Instead of a line there may be Lines, for code that is put together otherwise.
    """
    listed_forms = {says: [wrong] if isinstance(wrong, str | Lines) else wrong for says, wrong in table.items()}
    return [
        Mistake(says, tuple(form if isinstance(form, Lines) else truth.changed(form) for form in forms), tuple(forms))
        for says, forms in listed_forms.items()
    ]


@dataclass(frozen=True)
class Task:
    """What an answer is held to.

    outputs    the names of the values that are asked for, in the order in which they are worked out
    truth      the Lines that give them
    mistakes   the list of Mistakes that have a sentence of their own
    problems   a list of dicts
    tolerance  the largest relative error of a right answer
    zero       what may be the cause, where everything comes out 0
    """

    outputs: tuple
    truth: Lines
    mistakes: list
    problems: list
    tolerance: float = compare.TOLERANCE
    zero: str = ""
    unwritten: tuple = field(default=(), repr=False)

    def values(self, lines=None):
        """{output: its value in every problem}, of the truth or of other Lines."""
        return self.columns([(lines or self.truth).run(problem) for problem in self.problems])

    def columns(self, rows):
        """{output: its value in every row}."""
        return {name: [np.asarray(row[name]) for row in rows] for name in self.outputs}


def diagnose(rows, task):
    """What to say of a right answer; `rows` holds a dict of arrays for each problem. Raises a Finding for any other."""
    found, truth = task.columns(rows), task.values()
    if not _wrong(found, truth, task):
        return _praise(found, truth, task)
    fitted = {name: compare.fitted(found[name], truth[name]) for name in task.outputs}
    wrong = _wrong(fitted, truth, task)
    search = Search(task, found, fitted, truth)
    if not wrong:
        raise Mistaken(f"Right values in the wrong shape. {_shapes(found, truth, task)}{_in_the_wrong_shape(search)}")
    raise Mistaken(_explanation(found, fitted, truth, wrong, task, search))


def _in_the_wrong_shape(search):
    explained = search.one_edit()
    return f"\n{explained.told}" if explained else ""


def _wrong(found, truth, task):
    return [name for name in task.outputs if not compare.agree(found[name], truth[name], task.tolerance)]


def _explanation(found, fitted, truth, wrong, task, search):
    """What the values of the wrong blocks give away. Raises NotYet where a block is still that of the hand-out."""
    head = _right_and_wrong(wrong, task)
    if exchanged := _exchanged(found, truth, wrong, task):
        raise Mistaken(f"{head} {exchanged}")
    _refuse_unwritten(fitted, wrong, task, head)
    if explained := _explained(found, truth, search):
        shapes = "" if explained.exact else f" {_shapes(found, truth, task)}"
        return f"{head} {explained.told}{shapes}"
    for name in task.outputs:
        for array in found[name]:
            compare.refuse_infinite(name, array)
    _refuse_zeros(fitted, wrong, task, head)
    shapes, unknown = _shapes(found, truth, task), _unknown(fitted, truth, wrong, task)
    return f"{head} {unknown} {shapes}".rstrip()


def _explained(found, truth, search):
    """What the search finds. Raises a Finding for whole numbers, which no edit of a line explains better."""
    cut_off = {name: arrays for name, arrays in found.items() if compare.is_zero(arrays)}
    _refuse_whole_numbers(cut_off, truth)
    if known := search.known():
        return known
    _refuse_whole_numbers(found, truth)
    return search.slips()


def _shapes(found, truth, task):
    """What is to be said of the first block that has not the shape of the truth, and the problem where it shows."""
    for name in task.outputs:
        for one, other, problem in zip(found[name], truth[name], task.problems, strict=True):
            if fault := compare.shape_fault(name, [one], [other]):
                return "\n".join(filter(None, [fault, compare.tried_with(problem)]))
    return ""


def _refuse_unwritten(found, wrong, task, head):
    """Raises NotYet where the line of a block that is 0 everywhere is still that of the hand-out."""
    if empty := [name for name in wrong if name in task.unwritten and compare.is_zero(found[name])]:
        raise NotYet(f"{head} Still 0 everywhere: {listed(empty)}.")


def _refuse_zeros(found, wrong, task, head):
    """Raises a Finding where blocks are 0 everywhere and nothing else explains it."""
    empty = [name for name in wrong if compare.is_zero(found[name])]
    if not empty:
        return
    causes = task.zero or (
        f"Is {'its' if len(empty) == 1 else 'their'} line still to be written, or multiplied by 0? Do two names "
        "point to one array (`V = W` makes no copy)? "
        "Or does the array hold whole numbers?"
    )
    if len(empty) == len(task.outputs):
        raise Mistaken(f"Everything comes out 0, in every entry. {causes}")
    raise Mistaken(f"{head} {listed(empty)} {_come(empty)} out 0 in every entry. {causes}")


def _come(names):
    return "comes" if len(names) == 1 else "come"


def _praise(found, truth, task):
    pairs = ((a, b) for name in task.outputs for a, b in zip(found[name], truth[name], strict=True))
    error = max(relative_error(a, b) for a, b in pairs)
    return f"Largest relative error on {len(task.problems)} random problems: {below(error, task.tolerance)}."


def _right_and_wrong(wrong, task):
    right = [name for name in task.outputs if name not in wrong]
    if not right:
        return f"{listed(wrong)} {'is' if len(wrong) == 1 else 'are'} wrong."
    are, not_ = ("is" if len(names) == 1 else "are" for names in (right, wrong))
    return f"{listed(right)} {are} right, {listed(wrong)} {not_} not."


def _refuse_whole_numbers(found, truth):
    """Raises a Finding if a block of the right shape cannot hold fractions; the first problem is all of floats."""
    for name, arrays in found.items():
        right = truth[name][0]
        fits = arrays[0].shape == right.shape != ()
        if fits and compare.is_whole(arrays) and not np.array_equal(right, np.round(right)):
            raise Mistaken(
                f"{name} holds whole numbers ({arrays[0].dtype}), so every fraction is cut off: "
                "make the array with dtype=float."
            )


def _unknown(found, truth, wrong, task):
    """What can be said of blocks that no slip gives: another block's values, their size, how far they are off."""
    name = wrong[0]
    for other in task.outputs:
        if other != name and compare.agree(found[name], truth[other]):
            return f"What stands for {name} is {other}."
    factors = compare.factor(found[name], truth[name])
    if factors and np.ptp(factors) < 1e-3 * abs(factors[0]):
        return (
            f"{name} is {factors[0]:.4g} times what it should be, on every problem. Which line brings that number in?"
        )
    if any(np.shape(a) != np.shape(b) for a, b in zip(found[name], truth[name], strict=True)):
        return "Its shape is the place to start."
    error = max(relative_error(a, b) for a, b in zip(found[name], truth[name], strict=True))
    return (
        f"{name} is off by a relative error of {error:.1e}, which is none of the mistakes known here. Look there first."
    )


def _exchanged(found, truth, wrong, task):
    """A sentence about two blocks that stand in each other's place, or "" """
    for one, other in combinations(task.outputs, 2):
        if compare.agree(found[one], truth[other]) and compare.agree(found[other], truth[one]):
            return f"What stands for {one} is {other}, and the other way round: are they in the wrong order?"
    order = {name: next((o for o in task.outputs if compare.agree(found[name], truth[o])), None) for name in wrong}
    if None not in order.values() and len(set(order.values())) == len(wrong) > 1:
        pairs = [f"{other} stands for {name}" for name, other in order.items()]
        return f"The values are right but in the wrong order: {listed(pairs)}."
    return ""
