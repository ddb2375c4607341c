"""What to give to a function whose conventions are not known: its parameters' names are the field's names for roles."""

import inspect
import re
from functools import lru_cache

RATE = re.compile(r"^(lr|l_?rate|learn(ing)?_?r(ate)?|learning|rate|alpha|eta|step_?size|gamma|lr0|stepsize)$", re.I)
ROLES = {
    "count": r"(n|no|num|number_of|total)_?(outputs?|classes|labels|out)$",
    "epochs": r"(n_|num_|max_|number_of_|total_)?(epochs?|iter(ation)?s?|steps?|rounds|generations|cycles|times|repeats?)(_num(ber)?)?$",  # noqa: E501
    "rate": RATE.pattern,
    "batch": r"(mini_?)?(batch_?size|bs|batch_?len|m_?batch)$",
    "pairs": r"(mini_?batch|training_data|train_data|batch|pairs|dataset|examples)$",
    "y": r"(y|ys|t|ts|d|target_?\w*|labels?\w*|y_?(true|train|data|batch|real)|(training_|train_|desired_|expected_|true_)?outputs?(_list|_data)?|expected|desired|wanted|answers?|truth|all_y_trues|y_trues|correct|actual|ground_truth|goals?|teach(er|ing)?\w*|ideals?|aims?|references?|wanted_\w+|supervis\w*)$",  # noqa: E501
    "output": r"(o|out|output|y_?(pred|hat)|yhat|pred(iction)?s?|predicted|guess(es)?|probs?|probabilities|a2|final_outputs?|y_pred\w*)$",  # noqa: E501
    "X": r"(x|xs|x_?(train|data|batch|in)|(training_|train_)?inputs?(_data|_list|s|_layer|_vector)?|data|features?|samples?|a|a0|v|row|vector|signals?|images?|points?|given|values?)$",  # noqa: E501
    "params": r"(params?|parameters?|net(work)?|nn|model|weights?|theta|layers?|state|p|w)$",
    "optimizer": r"(optim\w*|opt|solver|updater)$",
    "quiet": r"(verbose|print_?\w*|show\w*|plot\w*|log\w*|debug)$",
}
ROLES = {role: re.compile(pattern, re.I) for role, pattern in ROLES.items()}
NEUTRAL = re.compile(r"decay|momentum|lambda|lambd|reg|l1|l2|drop|seed|verbose|print|beta|mu$|quiet|debug|tol", re.I)
_ORDER = ("X", "y", "epochs", "rate")
KEPT = re.compile(r"(p_?|prob_?)?keep(_?(prob|rate|p|probability))?$", re.I)
DROPPED = re.compile(r"(p_?)?drop(_?out)?(_?(prob|rate|p|probability|ratio))?$", re.I)
ERROR = re.compile(r"err|grad|delta|loss|cost|resid|diff|upstream|^d_?(out|l|z|a|y|o)", re.I)  # of unknown sign
BACKWARD = re.compile(r"back|bprop|update|adjust|correct", re.I)


@lru_cache(maxsize=512)
def _signature(function):
    return tuple(inspect.signature(function).parameters.values())


def parameters(function):
    """[(name, has a default)] of what a function takes by position, or None where that cannot be seen."""
    try:
        signature = _signature(function)
    except (TypeError, ValueError):
        return None
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [(p.name, p.default is not p.empty) for p in signature if p.kind in kinds]


def takes_any(function):
    """The name of *args if the function has one, else ""."""
    try:
        kinds = _signature(function)
    except (TypeError, ValueError):
        return ""
    return next((p.name for p in kinds if p.kind is p.VAR_POSITIONAL), "")


def default_of(function, role):
    """The default of the parameter that plays a role, or None."""
    try:
        signature = _signature(function)
    except (TypeError, ValueError):
        return None
    for p in signature:
        if role_of(p.name) == role and p.default is not p.empty:
            return p.default
    return None


@lru_cache(maxsize=2048)
def role_of(name):
    """The role that a parameter's name tells, or ""."""
    plain = name.strip("_")
    return next((role for role, pattern in ROLES.items() if pattern.match(plain)), "")


def bind(function, pool, known=None):
    """Arguments {name: value} for a call, or None where a required parameter finds no value.

    pool   {role: value}: X, y, pairs, epochs, rate, batch, output, params, as far as there are any
    known  {name: value} of names that are looked up as they stand, such as W1 or dW1
    """
    wanted = parameters(function)
    if wanted is None:
        return None
    known, given, used, open_ = known or {}, {}, set(), []
    for name, has_default in wanted:
        role = _role(name, pool, used, wanted)
        if name in known and role not in ("X", "y", "epochs", "rate"):
            given[name] = known[name]
        elif role in pool and (
            not has_default or role in ("epochs", "batch", "X", "y", "count") or (role == "rate" and pool.get("told"))
        ):
            given[name] = pool[role]
            used.add(role)
        elif not has_default:
            open_.append(name)
            given[name] = None
        elif KEPT.match(name) or DROPPED.match(name):
            given[name] = _without_dropout(function, name)
    order = ("y", "X", *_ORDER[2:]) if _wants_targets_only(function, open_, used) else _ORDER
    return _fill(given, open_, pool, known, used, order)


def _without_dropout(function, name):
    """The value of a parameter with which no unit is dropped."""
    if KEPT.match(name):
        return 1.0
    return False if isinstance(next(p.default for p in _signature(function) if p.name == name), bool) else 0.0


def _wants_targets_only(function, open_, used):
    """True for a backward pass with one argument of unknown meaning: the forward pass has had the inputs already."""
    return len(open_) == 1 and not used & {"X", "y"} and bool(BACKWARD.search(getattr(function, "__name__", "")))


def _role(name, pool, used, wanted):
    role = role_of(name)
    if role == "y" and ("y" in used or ("output" in name.lower() and _has_other_target(name, wanted))):
        return "output"
    if role == "pairs" and ("pairs" not in pool or _names_a_target(wanted)):
        return "X"
    return role


def _has_other_target(name, wanted):
    return any(other != name and role_of(other) == "y" for other, _ in wanted)


def _names_a_target(wanted):
    return any(role_of(name) == "y" for name, _ in wanted)


def _fill(given, open_, pool, known, used, order=_ORDER):
    lower = {name.lower(): value for name, value in known.items()}
    for name in open_:
        if KEPT.match(name) or NEUTRAL.search(name):
            given[name] = 1.0 if KEPT.match(name) else 0.0
            continue
        if name.lower() in lower and role_of(name) not in _ORDER:
            given[name] = lower[name.lower()]
            continue
        if ERROR.search(name):
            return None
        role = next((role for role in order if role in pool and role not in used), None)
        if role is None:
            return None
        given[name] = pool[role]
        used.add(role)
    return given
