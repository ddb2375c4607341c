"""The start page: a network that trains while you look, and the way to every notebook."""

import json

import handed_out
import pages
import refresh

from backprop import NeuralNetwork

SIZES = (1, 2, 3, 4, 5, 6, 8, 12, 16)
SEEDS = (65, *range(20))


def files():
    """{path in the site: bytes} of the start page and of the weights that its networks start from."""
    series = [
        {
            "number": path.name[:2],
            "title": refresh.title(path).removeprefix(f"{path.name[:2]} "),
            "minutes": refresh.minutes(path),
            "page": pages.address(path),
            "file": path.name,
        }
        for path in handed_out.notebooks()
        if path.parent == handed_out.FOLDER
    ]
    page = pages.TEMPLATES.get_template("start.html").render(series=series)
    return {"index.html": page.encode(), "live/starts.json": json.dumps(starts()).encode()}


def starts():
    """The weights of `NeuralNetwork(2, size, 1, rng=seed)`, for each seed and each size: W1 row by row, b1, W2, b2."""
    drawn = [[flat(NeuralNetwork(2, size, 1, rng=seed)) for size in SIZES] for seed in SEEDS]
    return {"sizes": SIZES, "seeds": SEEDS, "weights": drawn}


def flat(network):
    return [number for name in ("W1", "b1", "W2", "b2") for number in getattr(network, name).ravel().tolist()]
