"""The panel of notebook 11: its numbers are those of a plain run, its picture is matplotlib's, and it never waits."""

import asyncio
import inspect
import time

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.sliders.held_out import SLICE

EPOCHS = 3


@pytest.fixture(scope="module")
def parts():
    """300 digits to learn from and 100 to look at, scaled by the first."""
    X, y = datasets.digits()
    X = (X - X[:, :300].mean()) / X[:, :300].std()
    return (X[:, :300], y[:, :300]), (X[:, 300:400], y[:, 300:400])


@pytest.fixture
def panel(parts):
    return sliders.held_out(*parts, epochs=EPOCHS)


def plain_run(parts, size, rate, batch_size, epochs, seed=65):
    """(losses, accuracies) of both parts after every epoch, (2, epochs + 1) each, without the package's loop."""
    (X, y), rng = parts[0], np.random.default_rng(seed)
    nn = NeuralNetwork(64, size, 10, output="softmax", start="glorot", rng=rng)
    losses, shares = [[nn.loss_value(*part) for part in parts]], [[share(nn, *part) for part in parts]]
    for _ in range(epochs):
        order = rng.permutation(y.shape[1])
        for start in range(0, y.shape[1], batch_size):
            chosen = order[start : start + batch_size]
            nn.backward(X[:, chosen], y[:, chosen], rate)
        losses.append([nn.loss_value(*part) for part in parts])
        shares.append([share(nn, *part) for part in parts])
    return np.transpose(losses), np.transpose(shares)


def share(nn, X, y):
    return np.mean(datasets.labels(nn.predict(X)) == datasets.labels(y))


@pytest.mark.parametrize(("size", "rate", "batch_size"), [(64, 0.5, 32), (1, 10, 1), (128, 0.01, 300)])
def test_what_it_says_and_draws_is_a_plain_run(panel, parts, size, rate, batch_size):
    panel.size.value, panel.rate.value, panel.batch.value = size, rate, batch_size
    raise_error(panel)
    losses, shares = plain_run(parts, size, rate, batch_size, EPOCHS)
    best = losses[1].argmin()
    assert f"reads {shares[0, -1]:.1%} of the training digits" in panel.view.sentence
    assert f"and {shares[1, -1]:.1%} of the validation digits" in panel.view.sentence
    assert f"lowest after epoch {best}: {losses[1, best]:.3f}." in panel.view.sentence
    for name, curve, right in zip(("training", "validation"), losses, shares, strict=True):
        ends = f"loss from {curve[0]:.2f} to {curve[-1]:.4f}, {100 - 100 * right[-1]:.1f} in 100 misread"
        assert f"{name}: {ends}" in panel.view.alt
    drawn = [line.get_ydata() for line in panel.curves]
    np.testing.assert_allclose(drawn, [*losses, *(100 - 100 * shares)], rtol=1e-9, atol=1e-12)
    assert (panel.best.get_xdata()[0], panel.best.get_ydata()[0]) == (best, pytest.approx(losses[1, best]))


def test_it_knows_no_test_part():
    assert list(inspect.signature(sliders.held_out).parameters)[:2] == ["training", "validation"]


def test_a_position_is_trained_once_and_then_looked_up(panel):
    first, before = panel.run(), panel.view.png
    panel.rate.value = 2
    assert panel.run() is not first
    panel.rate.value = 0.5
    assert panel.run() is first
    assert panel.view.png == before


def test_it_trains_beside_the_page_and_a_move_starts_anew_at_once(parts):
    async def session():
        panel = sliders.held_out(*parts)
        panel.batch.value = 1
        waits, started = [], panel.view.sentence
        clock = time.process_time  # of a busy machine the wall clock says nothing
        while panel.run().epoch < 2:
            before = clock()
            await asyncio.sleep(0)
            waits.append(clock() - before)
        left, growing = panel.run(), panel.view.progress
        panel.batch.value = 300
        moved = panel.view.sentence
        await asyncio.gather(*panel.tasks)
        raise_error(panel)
        return panel, waits, started, left, growing, moved

    panel, waits, started, left, growing, moved = asyncio.run(session())
    assert "batch size 1: after 0 of 40 epochs" in started
    assert "batch size all 300: after 0 of 40 epochs" in moved
    assert "after 40 of 40 epochs" in panel.view.sentence
    assert not left.done
    assert np.median(waits) < 3 * SLICE
    assert growing.startswith("Training: epoch ")
    assert panel.view.progress == "Trained. A move back to a finished run only looks up its results."


def test_after_a_finished_run_the_progress_is_that_of_the_next_from_its_first_picture_on(parts):
    async def session():
        panel = sliders.held_out(*parts, epochs=30)
        await asyncio.gather(*panel.tasks)
        before = panel.view.progress
        panel.batch.value = 1
        return before, panel.view.progress, panel.view.sentence

    before, progress, sentence = asyncio.run(session())
    assert before.startswith("Trained.")
    assert progress == "Training: epoch 0 of 30"
    assert "after 0 of 30 epochs" in sentence


def test_the_curves_grow_in_silence(parts):
    async def session():
        panel = sliders.held_out(*parts, epochs=30)
        panel.batch.value = 1
        seen, shown = set(), set()
        while not panel.run().done:
            seen.add(panel.view.progress)
            shown.add(panel.view.sentence)
            assert panel.view.quiet
            await asyncio.sleep(0.01)
        await asyncio.gather(*panel.tasks)
        return panel, seen, shown

    panel, seen, shown = asyncio.run(session())
    assert seen
    assert all(text.startswith("Training: epoch ") and text.endswith(" of 30") for text in seen)
    assert all(text.startswith("So far: ") for text in shown)
    assert not panel.view.quiet
    assert "So far" not in panel.view.sentence + panel.view.alt
