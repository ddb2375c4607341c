"""The panel of notebook 08: its counts are those of plain runs, its picture is matplotlib's, and it never waits."""

import asyncio
import re
from importlib import import_module

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.sliders.parts.menu import LOSS_KEYS
from backprop.sliders.starts import EDGES, HEIGHTS, SIZES, START_KEYS
from backprop.starts import STARTS as DRAWS

OTHERS = ("10 · N(0, 1)", 1), ("constant ½", 4), ("Glorot", 8)
MODULE = import_module("backprop.sliders.starts")  # the name in the package is the function


@pytest.fixture(scope="module")
def trained():
    return sliders.starts()


@pytest.fixture
def panel(trained):
    """The panel at its first position."""
    trained.start_menu.value, trained.loss.value, trained.size.value = "N(0, 1)", "cross-entropy", 2
    raise_error(trained)
    return trained


def plain_mse(panel, seed, epochs=10_000):
    """The mean squared error of one run of the panel's position, trained by itself: a list over the epochs."""
    X, y = datasets.xor()
    start, loss = START_KEYS[panel.start_menu.value], LOSS_KEYS[panel.loss.value]
    nn = NeuralNetwork(2, panel.size.value, 1, start=start, loss=loss, rng=seed)
    return nn.train(X, y, epochs + 1, 0.5, print_every=0).mse


def counts(text):
    """The numbers of runs that a text says are solved, near 1/8, 1/6 and 1/4, and elsewhere."""
    solved = re.search(r"(\d+) (?:of 100 runs solve|solved)", text)[1]
    return [int(n) for n in (solved, *re.findall(r"(\d+) near", text), re.search(r"(\d+) elsewhere", text)[1])]


def test_every_start_of_the_package_is_on_the_menu():
    assert set(START_KEYS.values()) == set(DRAWS)


@pytest.mark.parametrize("loss", LOSS_KEYS)
@pytest.mark.parametrize("size", [SIZES[0], pytest.param(SIZES[-1], marks=pytest.mark.slow)])
def test_the_picture_and_both_texts_hold_the_counts_of_the_runs(panel, loss, size):
    panel.loss.value, panel.size.value = loss, size
    for start in START_KEYS:
        panel.start_menu.value = start
        raise_error(panel)
        curves = panel.trained_so_far()[1]
        mse = curves[:, -1]
        near = [int((np.abs(mse - height) < 0.02).sum()) for height in (1 / 8, 1 / 6, 1 / 4)]
        solved = int((mse < 0.01).sum())
        expected = [solved, *near, 100 - solved - sum(near)]
        assert counts(panel.view.sentence) == expected
        there, early = panel.view.alt.split(" Left, at epoch 1,000: ")
        assert counts(there) == expected
        assert sum(counts(early)) == 100
        assert counts(early)[0] == (curves[:, 5] < 0.01).sum()
        assert panel.count.get_text() == f"{solved} of 100 solved"
        assert panel.bars.get_data().values.sum() == 100


@pytest.mark.parametrize(
    ("start", "size"),
    [("N(0, 1)", 2), *(pytest.param(*case, marks=pytest.mark.slow) for case in OTHERS)],
)
def test_the_curves_are_those_of_plain_runs(panel, start, size):
    panel.start_menu.value, panel.size.value = start, size
    for seed in (0, 99):
        mse = plain_mse(panel, seed)
        np.testing.assert_allclose(panel.trained_so_far()[1][seed], mse[::200], atol=1e-9)
        solved = mse[-1] < 0.01
        lines = [path.vertices for path in panel.curves[0 if solved else 1].get_paths()]
        assert any(np.allclose(line[:, 1], mse[::200], atol=1e-9) for line in lines)


def test_a_bar_of_the_histogram_stands_on_each_height(panel):
    centres = (EDGES[1:] + EDGES[:-1]) / 2
    for height in (0, *HEIGHTS.values()):
        assert np.abs(centres - height).min() < 1e-12
    values = panel.bars.get_data().values
    assert values[[0, 6, 8]].tolist() == counts(panel.view.sentence)[:3]


def test_zeros_stay_at_one_quarter_and_constants_end_near_one_sixth(panel):
    panel.start_menu.value = "zeros"
    assert counts(panel.view.sentence) == [0, 0, 0, 100, 0]
    panel.start_menu.value = "constant ½"
    assert counts(panel.view.sentence) == [0, 0, 100, 0, 0]


def test_the_other_positions_train_beside_the_page_and_moves_are_answered_meanwhile(monkeypatch):
    monkeypatch.setattr(MODULE, "EPOCHS", 1_000)

    async def session():
        panel = sliders.starts()
        panel.start_menu.value = "Glorot"
        panel.size.value = 8
        first = panel.view.sentence
        for _ in range(20):
            await asyncio.sleep(0)
        panel.size.value = 7
        while not panel.view.progress.startswith("Every"):
            await asyncio.sleep(0.01)
        raise_error(panel)
        return first, panel

    first, panel = asyncio.run(session())
    assert "Glorot, 8 hidden units, cross-entropy, after 200 epochs" in first
    assert "Glorot, 7 hidden units, cross-entropy, after 1,000 epochs" in panel.view.sentence
    assert len(panel.sweeps) == len(SIZES)
    assert not any(sweep.unfinished for sweep in panel.sweeps.values())
    assert not panel.training


@pytest.mark.slow
def test_a_new_loss_trains_its_own_positions(monkeypatch):
    monkeypatch.setattr(MODULE, "EPOCHS", 400)

    async def session():
        panel = sliders.starts()
        for loss in LOSS_KEYS:
            panel.loss.value, panel.view.progress = loss, ""
            while not panel.view.progress.startswith("Every"):
                await asyncio.sleep(0.01)
        raise_error(panel)
        return panel

    panel = asyncio.run(session())
    assert len(panel.sweeps) == 2 * len(SIZES)
    assert not any(sweep.unfinished for sweep in panel.sweeps.values())
