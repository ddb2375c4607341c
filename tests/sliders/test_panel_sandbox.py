"""The panel that trains live: what is shown is the run, and every way to change it leads where it says."""

import asyncio
import time

import numpy as np
import pytest
from panels import different_pixels, raise_error

from backprop import datasets, sliders
from backprop.experiments import Design, LiveRun
from backprop.experiments.points import read_points
from backprop.sliders.design_controls import OWN_POINTS
from backprop.sliders.live_training import LAST, NO_LOOP
from backprop.sliders.own_points import MOVES, REMOVES

SMALL = Design(hidden="3-2", batch=20)


@pytest.fixture
def panel():
    return sliders.sandbox(SMALL.text)


def steps(design, epochs):
    run = LiveRun(design)
    for _ in range(epochs):
        run.finish_epoch()
    return run


def press(panel, button, times=1):
    for _ in range(times):
        getattr(panel, button).click()
        raise_error(panel)


def train(panel):
    panel.training.button.click()
    raise_error(panel)


def click(panel, place):
    """What a click on this place of the plane sends."""
    width, height = panel.drawing.figure.canvas.get_width_height(physical=True)
    across, up = panel.drawing.plane.transData.transform(place)
    panel.view.clicked = [across / width, 1 - up / height]
    raise_error(panel)


def test_buttons_take_the_steps_of_the_run_and_the_slider_goes_back(panel):
    press(panel, "one_epoch", 6)
    straight = steps(SMALL, 6)
    assert panel.run.losses == straight.losses
    assert f"is {straight.loss('training'):.3g} on the 70 training points" in panel.view.sentence
    assert f"{straight.loss('held-out'):.3g} on the 30 held-out points" in panel.view.sentence
    np.testing.assert_array_equal(panel.drawing.curve.lines[0].get_ydata(), straight.losses["training"])
    press(panel, "one_step")
    assert "a part of the next (3 batches are left)" in panel.view.sentence
    panel.epoch.value = 2
    raise_error(panel)
    assert panel.view.sentence.startswith("After 2 epochs, ")
    press(panel, "one_epoch", 4)
    np.testing.assert_array_equal(panel.run.network.W2, straight.network.W2)
    press(panel, "reset")
    assert panel.view.sentence.startswith("At the start of a run, epoch 0")


def test_a_move_of_what_decides_the_run_begins_it_again(panel):
    press(panel, "one_epoch", 3)
    panel.controls.sliders["momentum"].value = 0.9
    raise_error(panel)
    assert panel.run.epoch == 0
    assert panel.run.design.momentum == 0.9
    panel.controls.second.value = 0
    assert panel.run.design.hidden == "3"
    assert panel.weight.menu.options[-1] == "b2[0, 0]"


def test_a_weight_by_hand_is_shown_and_put_back(panel):
    press(panel, "one_epoch", 2)
    before = panel.run.network.W2.copy()
    panel.weight.menu.value = "W2[1, 0]"
    panel.weight.value.value = -4.0
    raise_error(panel)
    assert panel.run.network.W2[1, 0] == -4
    assert panel.drawing.network.chosen.get_text().startswith("W2[1, 0] = −4.000, its gradient ")
    assert "changed by hand" in panel.view.sentence
    press(panel, "back")
    np.testing.assert_array_equal(panel.run.network.W2, before)
    assert panel.weight.value.value == before[1, 0]
    assert "by hand" not in panel.view.sentence
    panel.weight.value.value = 2.0
    press(panel, "one_epoch")
    assert panel.code.texts[0].startswith("# A weight was changed by hand")


def test_the_lines_are_the_weights_and_their_gradients(panel):
    press(panel, "one_epoch", 5)
    drawing, gradients = panel.drawing.network, panel.run.gradients()
    slopes = np.concatenate([gradients[f"dW{layer}"].ravel() for layer in (1, 2, 3)])
    widths = drawing.slopes.get_linewidths()
    np.testing.assert_allclose(widths, 5 * np.abs(slopes) / np.abs(slopes).max(), atol=1e-12)
    assert len(drawing.weights.get_segments()) == 2 * 3 + 3 * 2 + 2
    assert len(drawing.tiles) == 2 + 3 + 2 + 1


def test_a_click_adds_moves_and_removes_a_point(panel):
    X, _ = datasets.moons(noise=0.2)
    click(panel, (2.0, 2.0))
    assert panel.controls.data.value == OWN_POINTS
    X_now, y_now = read_points(panel.run.design.points)
    np.testing.assert_allclose(X_now[:, :-1], X.clip(-3, 3).round(2), atol=1e-9)
    np.testing.assert_allclose(X_now[:, -1], [2, 2], atol=0.02)
    assert y_now[0, -1] == 1
    panel.points.click.value = MOVES
    panel.points.which.value = 101
    click(panel, (-2.0, -1.0))
    np.testing.assert_allclose(panel.run.design.examples()[0][:, -1], [-2, -1], atol=0.02)
    panel.points.click.value = REMOVES
    click(panel, (-2.0, -1.1))
    np.testing.assert_array_equal(panel.run.design.examples()[0], X_now[:, :-1])
    panel.view.clicked = [0.99, 0.99]
    assert panel.run.design.examples()[1].size == 100


def test_points_by_keys_and_as_text(panel):
    panel.controls.data.value = OWN_POINTS
    panel.points.first.value, panel.points.second.value = -0.5, 2.0
    panel.points.label.value = "class 0"
    panel.points.add.click()
    assert panel.points.text.value.splitlines() == ["-1 -1 0", "1 1 0", "-1 1 1", "1 -1 1", "-0.5 2 0"]
    panel.points.which.value = 3
    panel.points.remove.click()
    panel.points.which.value = 3
    panel.points.move.click()
    assert panel.points.text.value.splitlines() == ["-1 -1 0", "1 1 0", "-0.5 2 1", "-0.5 2 0"]
    panel.points.remove.click()
    assert (
        panel.points.text.reply == "Nothing has changed: no point is of class 1: give at least one point of each class."
    )
    panel.points.text.value = "0 0 0\n1.5 1 1\n2 2 1"
    panel.points.text.submitted += 1
    raise_error(panel)
    assert panel.points.text.reply == "3 points; the run starts again."
    np.testing.assert_array_equal(panel.run.design.examples()[0], [[0, 1.5, 2], [0, 1, 2]])
    panel.points.text.value = "0 0 x"
    panel.points.text.submitted += 1
    assert panel.points.text.reply.startswith("Nothing has changed: point 1 is “0 0 x”: give x1, x2 and its class")
    assert panel.points.text.value == "0 0 x"


def test_a_state_goes_out_and_comes_back(panel):
    other = Design(data="own", points="0,0,0;1,1,1", hidden="8-8", rate=0.123, batch=7, l2=0.005, noise=0.15)
    panel.state.value = other.text
    panel.state.submitted += 1
    raise_error(panel)
    assert panel.run.design == other
    assert panel.state.value == other.text
    panel.state.value = "data=moons"
    panel.state.submitted += 1
    assert panel.state.reply.startswith("Nothing has changed: noise, points")
    assert panel.run.design == other
    assert not different_pixels(panel)


def test_it_trains_beside_the_page_answers_moves_and_is_not_spoken():
    async def page():
        panel = sliders.sandbox(SMALL.text)
        panel.training.speed.value = LAST
        train(panel)
        assert panel.training.button.label == "Pause"
        await asyncio.sleep(0.01)
        train(panel)
        train(panel)  # paused and on again before the first picture: still one task
        assert len(panel.tasks) == 1
        await _until(lambda: panel.view.sentence.startswith("So far: after"))
        assert panel.view.quiet
        panel.controls.first.value = 5
        assert panel.run.design.hidden == "5-2"
        await _until(lambda: panel.run.epoch > 300)
        train(panel)
        await asyncio.gather(*panel.tasks)
        raise_error(panel)
        assert panel.training.button.label == "Train"
        assert not panel.view.quiet
        assert panel.view.sentence.startswith(f"After {panel.run.epoch} epochs")
        assert panel.run.losses == steps(panel.run.design, panel.run.epoch).losses

    asyncio.run(page())


async def _until(true):
    end = time.monotonic() + 100
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def test_a_speed_of_one_epoch_a_picture_is_kept():
    async def page():
        panel = sliders.sandbox(SMALL.text)
        panel.training.speed.value = 1
        seen = []
        panel.view.observe(lambda change: seen.append(panel.run.epoch), "sentence")
        train(panel)
        await _until(lambda: len(seen) >= 3)
        panel.training.going = False
        await asyncio.gather(*panel.tasks)
        assert seen[:3] == [1, 2, 3]

    asyncio.run(page())


def test_without_an_event_loop_train_says_what_to_do(panel):
    train(panel)
    assert panel.view.progress == NO_LOOP
    assert not panel.training.going


def test_a_run_that_overflows_says_so_and_can_be_gone_back_in():
    panel = sliders.sandbox(Design(activation="relu", hidden="8-8", rate=100, l2=0.1, loss="mse").text)
    while not panel.run.stopped:
        panel.run.finish_epoch()
    panel.update()
    assert "The run stopped" in panel.view.sentence
    panel.epoch.value = 0
    raise_error(panel)
    assert "The run stopped" not in panel.view.sentence
