"""A whole sweep in one call: in this process, or by any executor, which is how it leaves one machine."""

from concurrent.futures import BrokenExecutor, CancelledError, as_completed
from contextlib import nullcontext, suppress

from tqdm.auto import tqdm

from backprop.sweep.grid import Sweep
from backprop.sweep.problem import train_stack

RECORDS = 25  # that a block is brought on in one go where nobody watches
LOST = {"KilledWorker"}  # dask's name for a task that has taken several workers along


def train(run, *args, executor=None, progress=False, **options):
    """A Sweep, trained to its end.

    run       a Sweep, which goes on from where it stands; or the first of the arguments of one
    executor  a concurrent.futures.Executor: each block is one task for it, a plain function and arrays
    progress  whether a bar is shown

    The numbers are the same, bit for bit, with an executor and without. What a lost worker took along is trained
    again: by an executor that starts it again by itself (dask), or else in this process, once all that is left has
    come back. A process pool breaks as a whole: what has not come back by then is trained here. An interruption
    leaves in `run` whatever is done.

    Raises TypeError for options beside a Sweep, which was made with its own, or an executor that is none.
    """
    if isinstance(run, Sweep) and (args or options):
        raise TypeError("options were given beside a Sweep, which has its own: give them where the Sweep is made")
    if not (executor is None or hasattr(executor, "submit")):
        raise TypeError(f"executor must be a concurrent.futures.Executor or None, got {executor!r}")
    run = run if isinstance(run, Sweep) else Sweep(run, *args, **options)
    total = int(run.epochs[-1]) * run.reached.size
    with _bar(total) if progress else nullcontext() as bar:
        for share in _shares(run, executor):
            if bar is not None:
                bar.update(round(share * total) - bar.n)
    return run


def _bar(total):
    return tqdm(total=total, unit=" epochs", unit_scale=True)


def _shares(run, executor):
    """Trains while it is iterated, and yields the share done."""
    if executor is not None:
        yield from _sent_out(run, executor)
    yield from run.steps(RECORDS)


def _sent_out(run, executor):
    futures = {}
    try:
        with suppress(BrokenExecutor):
            for block in run.unfinished:
                futures[executor.submit(train_stack, *run.task(block, len(run.epochs)))] = block
        for future in as_completed(futures):
            if not _is_lost(future):
                run.keep(futures[future], future.result())
                yield run.done
    finally:
        for future in futures:
            future.cancel()


def _is_lost(future):
    """Whether the worker went away, which says nothing against the task; other exceptions are the task's own."""
    try:
        error = future.exception()
    except CancelledError:
        return True
    return isinstance(error, BrokenExecutor | CancelledError | OSError) or type(error).__name__ in LOST
