"""Numbers as words of a drawing or a sentence: with the true minus, and never as −0.

A number from HUGE on has so many digits that they say nothing: it is written as a power of ten.
"""

HUGE = 1e6


def plain(number, digits):
    """ "0.25", "−0.25"."""
    return _typeset(f"{number:z.{digits}f}" if abs(number) < HUGE else f"{number:.1e}")


def signed(number, digits):
    """ "+0.25", "−0.25"; "+0.00" for what rounds to 0."""
    return _typeset(f"{number:+z.{digits}f}" if abs(number) < HUGE else f"{number:+.1e}")


def power(number, digits):
    """ "+2.5e−7", "−2.5e−7"; "0" for 0."""
    return _typeset(f"{number:+.{digits}e}".replace("e-0", "e-")) if number else "0"


def significant(number, digits):
    """ "0.25", "2.5e−7", "2.5e7": so many digits from the first that is not 0; "0" for 0."""
    return _typeset(f"{number:.{digits}g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e"))


def shortest(number, digits):
    """ "1", "0.5", "−0.25": no more than `digits` decimals, and no zeros at their end."""
    return _typeset(f"{round(float(number), digits) + 0.0:g}")


def _typeset(text):
    return text.replace("-", "−")
