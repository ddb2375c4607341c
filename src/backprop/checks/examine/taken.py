"""What a step did to a fresh copy of the network."""

from dataclasses import dataclass, field

from backprop.checks.examine import state


@dataclass
class Stepped:
    """What a step did.

    after    [{path: block} after each step]
    grown    paths of blocks that have become a table with an entry for each example; `after` holds its mean
    printed  text; returned value; locals of the student's functions; net, the copy that was trained
    """

    after: list
    printed: str
    returned: object
    locals: list
    net: object
    error: str = ""
    kept: dict = field(default_factory=dict)
    grown: set = field(default_factory=set)


def take(subject, step, forward, data, before, times=1, watch=False):
    """The `Stepped` of some steps on a fresh copy, from {path: block}."""
    net, space = subject.fresh(before)
    after, last, grown = [], {}, set()

    def go():
        current = net
        for _ in range(times):
            current = step(current, space, data, forward)
            seen = {path: _like(state.look(current, path), value) for path, value in before.items()}
            grown.update(path for path, value in before.items() if _per_example(seen[path], value, data.n))
            after.append({path: _mean(value, before[path]) if path in grown else value for path, value in seen.items()})
        last["net"] = current

    ran = subject.run(go, space=space, watch=watch)
    returned = getattr(step.call, "returned", [None])[-1:]
    return Stepped(
        after, ran.printed, returned[0] if returned else None, ran.locals, last.get("net", net), ran.error, grown=grown
    )


def _like(found, before):
    """A block in the shape that it had: a bias that starts as the number 0 may become an array of one entry."""
    return found.reshape(before.shape) if found is not None and found.size == before.size == 1 else found


def _per_example(found, before, n):
    """True if a bias has become a table of one row or column for each of n examples."""
    m = before.size
    return found is not None and n > 1 and m in before.shape and found.shape in {(n, m), (m, n)} - {before.shape}


def _mean(found, before):
    return found.mean(axis=int(found.shape[0] == before.size)).reshape(before.shape)
