"""A run of one's own design: its text, its gradient, its steps, the way back, and the programs that repeat it."""

import re
from dataclasses import replace

import numpy as np
import pytest
from refusing import cases, refuse

from backprop.datasets import PLANAR
from backprop.experiments import Design, LiveRun
from backprop.experiments.design_as_code import in_numpy, in_torch
from backprop.experiments.live_run import MOST_SNAPSHOTS
from backprop.experiments.points import read_points, write_points

POINTS = "-1,-1,0;-1,1,1;1,-1,1;1,1,0;0.25,2.5,1"
TWO_LAYERS = Design(data="circles", hidden="3-2", momentum=0.9, rate=0.1, l2=0.01, batch=8)
DESIGNS = [
    Design(),
    TWO_LAYERS,
    Design(data="own", points=POINTS, activation="relu", start="he", loss="mse", held_out=0, batch=2),
    Design(data="XOR", noise=0, hidden="8-8", activation="sigmoid", start="normal", held_out=0.25, momentum=0.5),
]
each_design = pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.text[:40])


def run(design, epochs):
    live = LiveRun(design)
    for _ in range(epochs):
        live.finish_epoch()
    return live


def same(one, other):
    for name, value in one.network.parameters.items():
        np.testing.assert_array_equal(value, getattr(other.network, name), name)
    assert one.losses == other.losses


@each_design
def test_its_text_says_all_of_it(design):
    assert Design.from_text(design.text) == design
    same(run(design, 3), run(Design.from_text(design.text), 3))


@pytest.mark.parametrize("data", PLANAR)
@pytest.mark.parametrize("share", [0, 0.3, 0.5])
def test_both_parts_together_are_all_examples(data, share):
    design = Design(data=data, held_out=share)
    X, y = design.examples()
    (learnt, y_learnt), (held, y_held) = design.parts()
    assert y_held.size == round(share * y.size)
    both = np.hstack([np.vstack([learnt, y_learnt]), np.vstack([held, y_held])])
    assert sorted(map(tuple, both.T)) == sorted(map(tuple, np.vstack([X, y]).T))


def test_noise_moves_every_data_set_and_gives_xor_more_points():
    assert Design(data="XOR", noise=0).examples()[1].size == 4
    assert Design(data="XOR", noise=0.1).examples()[1].size == 100
    for data in PLANAR:
        assert not np.array_equal(
            Design(data=data, noise=0.3).examples()[0], Design(data=data, noise=0.1).examples()[0]
        )


@each_design
def test_the_gradient_is_that_of_the_loss_and_the_penalty(design):
    live = LiveRun(replace(design, l2=0.05))
    gradients, h = live.gradients(), 1e-5
    for name, index in live.design.weight_names:
        around = []
        for sign in (1, -1):
            live.put(name, index, getattr(live.network, name)[index] + sign * h)
            around.append(live.loss("training") + live.penalty())
            live.put_back()
        assert gradients[f"d{name}"][index] == pytest.approx((around[0] - around[1]) / (2 * h), abs=1e-8)


def test_the_penalty_leaves_the_biases_out_and_shrinks_the_weights():
    live = run(replace(DESIGNS[0], l2=0.1), 200)
    free = run(DESIGNS[0], 200)
    assert live.penalty() == pytest.approx(0.05 * sum(np.sum(live.network.parameters[w] ** 2) for w in ("W1", "W2")))
    assert np.abs(live.network.W1).max() < np.abs(free.network.W1).max()


def test_one_step_is_a_batch_and_an_epoch_takes_each_example_once():
    live = LiveRun(TWO_LAYERS)
    taken = TWO_LAYERS.batches(0, live.n_examples)
    assert sorted(np.concatenate(taken)) == list(range(70))
    for left in range(len(taken) - 1, 0, -1):
        live.step()
        assert (live.epoch, len(live.waiting)) == (0, left)
    live.step()
    assert (live.epoch, len(live.losses["training"])) == (1, 2)
    assert live.losses["held-out"][-1] == live.loss("held-out")


@each_design
def test_going_back_and_on_gives_the_same_numbers(design):
    straight, live = run(design, 12), run(design, 9)
    live.step()
    live.go_to(4)
    assert len(live.losses["training"]) >= 10  # what follows is there until the next step
    for _ in range(8):
        live.finish_epoch()
    same(live, straight)
    assert live.snapshots.keys() == straight.snapshots.keys()


def test_the_snapshots_stay_few_and_hold_the_start_and_the_end():
    live = run(Design(data="XOR", noise=0, held_out=0), 2_501)
    assert MOST_SNAPSHOTS / 2 - 1 <= len(live.snapshots) <= MOST_SNAPSHOTS
    assert {0, 2_501} <= live.snapshots.keys()
    live.go_to(0)
    np.testing.assert_array_equal(live.network.W1, live.design.network().W1)


def test_a_weight_changed_by_hand_is_put_back_or_learnt_from():
    live, other = run(TWO_LAYERS, 5), run(TWO_LAYERS, 5)
    live.put("W1", (0, 1), 3.0)
    live.put("b2", (1, 0), -2.0)
    assert live.network.W1[0, 1] == 3
    live.put_back()
    same(live, other)
    assert not live.by_hand
    live.put("W1", (0, 1), 3.0)
    live.step()
    live.put_back()
    assert live.by_hand
    assert live.network.W1[0, 1] != other.network.W1[0, 1]


def test_what_overflows_stops_with_a_sentence_and_keeps_its_numbers():
    live = LiveRun(Design(rate=1e60, activation="relu", hidden="8-8", l2=1))
    for _ in range(30):
        live.finish_epoch()
    assert "stopped" in live.stopped
    assert all(np.isfinite(value).all() for value in live.network.parameters.values())
    live.go_to(0)
    assert not live.stopped


def printed(program, capsys):
    place = {"__name__": "__main__"}
    exec(compile(program, "pasted", "exec"), place)
    return float(re.search(r": +(\S+)$", capsys.readouterr().out)[1])


@each_design
@pytest.mark.parametrize("epochs", [0, 40])
def test_the_program_in_numpy_gives_the_same_loss(design, epochs, capsys):
    assert printed(in_numpy(design, epochs), capsys) == pytest.approx(run(design, epochs).loss("training"), rel=1e-12)


@each_design
def test_the_program_in_pytorch_gives_the_same_loss(design, capsys, absent):
    try:
        import torch  # noqa: F401
    except ImportError:
        absent("REQUIRE_TORCH", "PyTorch is not installed, so the program in PyTorch was not run")
    assert printed(in_torch(design, 40), capsys) == pytest.approx(run(design, 40).loss("training"), rel=1e-9)


def test_points_go_out_and_come_back():
    X, y = read_points(POINTS)
    assert X.shape == (2, 5)
    assert y.tolist() == [[0, 1, 1, 0, 1]]
    assert write_points(X, y) == POINTS
    lines = write_points(X, y, " ", "\n")
    assert lines.splitlines()[4] == "0.25 2.5 1"
    np.testing.assert_array_equal(read_points(lines)[0], X)


REFUSED = {
    "a data set": (lambda: Design(data="x"), ValueError, "data is 'x', which does not exist: choose one of XOR"),
    "three layers": (lambda: Design(hidden="2-2-2"), ValueError, "hidden is 2-2-2: give one or two layers of 1 to 8"),
    "nine units": (lambda: Design(hidden="9"), ValueError, "hidden is 9: give one or two layers of 1 to 8"),
    "no number of units": (lambda: Design(hidden="a"), ValueError, "hidden is “a”: give a whole number"),
    "hidden as an int": (lambda: Design(hidden=4), TypeError, 'hidden must be text, got 4: give "4"'),
    "a momentum of 1": (lambda: Design(momentum=1), ValueError, "momentum is 1: give a number below 1"),
    "l2 below 0": (lambda: Design(l2=-1), ValueError, "l2 must be positive or 0"),
    "all held out": (lambda: Design(held_out=1), ValueError, "held_out is 1: give at most 0.5"),
    "noise of 5": (lambda: Design(noise=5), ValueError, "noise is 5: give at most 1"),
    "no own points": (lambda: Design(data="own"), ValueError, "point 1 is “none”: give x1, x2 and its class"),
    "one class": (lambda: Design(data="own", points="1,1,0"), ValueError, "no point is of class 1: give at least one"),
    "class 2": (lambda: read_points("1 1 2"), ValueError, "point 1 is of class 2: give 0 or 1"),
    "far away": (lambda: read_points("1 1 1\n4 0 0"), ValueError, "point 2 lies at (4, 0): give coordinates from −3"),
    "not a number": (lambda: read_points("nan 0 1"), ValueError, "point 1 lies at (nan, 0)"),
    "201 points": (lambda: read_points("0,0,1;" * 201), ValueError, "there are 201 points: give at most 200"),
    "half a text": (lambda: Design.from_text("data=XOR"), ValueError, "are missing: add each of them"),
}


@pytest.mark.parametrize(("call", "exception", "words"), cases(REFUSED))
def test_what_cannot_be_is_refused(call, exception, words):
    refuse(call, exception, *words)
