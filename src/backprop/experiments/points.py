"""Points of one's own in the plane, as text: "0.5,1.2,1;-1,0,0", or one a line, "0.5 1.2 1"."""

import numpy as np

from backprop.experiments.state_text import written

REACH = 3  # no coordinate lies further from 0
MOST = 200  # points


def read_points(text):
    """X (2, n) and y (1, n) from a text with x1, x2 and the class (0 or 1) of each point.

    Raises ValueError that names the first point at fault, or says that a class has none.
    """
    parts = [part.replace(",", " ").split() for part in text.replace(";", "\n").splitlines() if part.strip()]
    if len(parts) > MOST:
        raise ValueError(f"there are {len(parts)} points: give at most {MOST}")
    found = np.array([_point(number, part) for number, part in enumerate(parts, 1)]).reshape(-1, 3).T
    for label in (0, 1):
        if label not in found[2]:
            raise ValueError(f"no point is of class {label}: give at least one point of each class")
    return found[:2], found[2:]


def _point(number, words):
    try:
        x1, x2, label = map(float, words)
    except ValueError:
        raise ValueError(
            f"point {number} is “{' '.join(words)[:40]}”: give x1, x2 and its class, as in 0.5 1.2 1"
        ) from None
    if label not in (0, 1):
        raise ValueError(f"point {number} is of class {label:g}: give 0 or 1")
    if not max(abs(x1), abs(x2)) <= REACH:
        raise ValueError(f"point {number} lies at ({x1:g}, {x2:g}): give coordinates from −{REACH} to {REACH}")
    return x1, x2, label


def write_points(X, y, between=",", after=";"):
    """The text of these points, two decimals a coordinate, in the order of their columns."""
    rows = np.vstack([X.round(2) + 0.0, y]).T.tolist()
    return after.join(between.join(written(number) for number in row) for row in rows)
