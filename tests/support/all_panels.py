"""A notebook with every panel, each in a cell of its own: what the tests of all panels in a page open."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

NAME = "panels.ipynb"
SET_UP = """
from backprop import NeuralNetwork, datasets, sliders
from backprop.experiments import Experiment
X, y = datasets.xor()
nn, trained = (NeuralNetwork(2, 4, 1, loss="mse", rng=65) for _ in range(2))
trained.train(X, y, 500, 0.5, print_every=0)
pixels, labels = datasets.digits()
some, others = ((pixels[:, at] / 16, labels[:, at]) for at in (slice(60), slice(60, 80)))
"""
ONLY_WHAT_IS_SHOWN = """
from backprop.sliders.starts import Starts  # all of its positions would keep a processor busy for some seconds
def work(panel):
    while not panel.ready():
        next(panel.sweep().steps(), None)
        yield
Starts.work = work
"""
PANELS = {
    "batch": "sliders.batch(nn, X, y)",
    "bug_museum": "sliders.bug_museum()",
    "depth": "sliders.depth()",
    "forward": "sliders.forward(nn, trained, X, y, (1, 3))",
    "half_plane": "sliders.half_plane()",
    "held_out": "sliders.held_out(some, others, epochs=2)",
    "learning_rate": "sliders.learning_rate()",
    "one_parameter": "sliders.one_parameter(nn, X, y)",
    "playground": "sliders.playground(Experiment(epochs=200).text)",
    "sandbox": "sliders.sandbox()",
    "starts": "sliders.starts()",
    "stepper": "sliders.stepper(nn, X, y)",
    "three_ways": "sliders.three_ways(nn, X, y)",
    "two_losses": "sliders.two_losses(nn, X, y)",
    "valley": 'sliders.valley({"start": nn, "trained": trained}, X, y)',
}


def written(folder, panels=PANELS, set_up=SET_UP + ONLY_WHAT_IS_SHOWN):
    """`folder`, with notebooks/panels.ipynb in it, not yet run: a cell for each of `panels` under the set-up."""
    (folder / "notebooks").mkdir()
    nb = new_notebook(cells=[new_code_cell(source) for source in (set_up.strip(), *panels.values())])
    nb.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nb, folder / "notebooks" / NAME)
    return folder
