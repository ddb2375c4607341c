"""Settings as one line of text, name=value, that can be sent to someone, pasted back, and mended by its own errors."""

from difflib import get_close_matches

from backprop import arguments
from backprop.checks.verdicts import listed


def write(settings):
    """{"rate": 0.5, "hidden": 4} as "rate=0.5 hidden=4": a value with its fewest digits that lose nothing."""
    return " ".join(f"{name}={written(value)}" for name, value in settings.items())


def written(value):
    """A value as it stands in a text: 5.0 is 5, and no float loses a digit."""
    return f"{value:g}" if isinstance(value, float) and float(f"{value:g}") == value else str(value)


def read(text, names):
    """{name: what stands behind its =, as text}, from a text that has each of the names once, in any order.

    Raises TypeError if it is no text, ValueError that names the first fault in it and says what to do.
    """
    if not isinstance(text, str):
        raise TypeError(f"the state must be text, got {text!r}: put it in quotation marks")
    parts = "=".join(side.strip() for side in text.strip("\"'` \n").split("=")).split()
    if not parts:
        raise ValueError(f"the state is empty: paste a text with {', '.join(names)}")
    found = {}
    for part in parts:
        name, value = _pair(part.rstrip(",;"), names)
        if name in found:
            raise ValueError(f"{name} stands twice, as {found[name]} and as {value}: take one out")
        found[name] = value
    if missing := [name for name in names if name not in found]:
        raise ValueError(_missing(missing))
    return found


def _missing(names):
    if len(names) == 1:
        return f"{names[0]} is missing: add {names[0]}= and its value"
    return f"{listed(names)} are missing: add each of them, first {names[0]}= and its value"


def _pair(part, names):
    name, sign, value = part.partition("=")
    if not sign:
        raise ValueError(f"“{part[:40]}” has no =: write each setting as name=value, without spaces in it")
    if name not in names:
        near = get_close_matches(name, names, n=1)
        advice = f"did you mean {near[0]}?" if near else f"the settings are {', '.join(names)}"
        raise ValueError(f"“{name[:40]}” is no setting here: {advice}")
    if not value:
        raise ValueError(f"{name} has nothing behind its =: write its value there, without a space")
    return name, value


def whole(name, text):
    """The int that a text says."""
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{name} is “{text[:40]}”: give a whole number such as 4") from None


def number(name, text):
    """The float that a text says."""
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{name} is “{text[:40]}”: give a number with a point, such as 0.5") from None


def choice(name, text, options):
    """The key of the dict `options` that a text says, in capitals or not."""
    return {key.lower(): key for key in options}.get(text.lower()) or arguments.choice(name, text, options)
