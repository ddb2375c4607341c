"""The panel of notebook 05: a bug's loss curve, trained as `NeuralNetwork` would be, beside its gradient check."""

import asyncio

import numpy as np
import pytest
from panels import raise_error

from backprop import NeuralNetwork, checks, datasets, sliders
from backprop.exercises.bugs import BUGS, RIGHT
from backprop.sliders.bug_museum import BLOCKS, EPOCHS, LEFT_END, SEEDS, TOLERANCES, with_drawn_biases

X, y = datasets.xor()


def losses(bug, seed, epochs, rate=0.5):
    """The mean squared error at every epoch of one network that steps along this code, without a sweep."""
    nn, found = NeuralNetwork(2, 4, 1, loss="mse", rng=seed), []
    for _ in range(epochs + 1):
        found.append(nn.loss_value(X, y))
        gradients = bug.gradients(X, y, nn.parameters, rate)
        vars(nn).update({name: value - rate * gradients[f"d{name}"] for name, value in nn.parameters.items()})
    return np.array(found)


def errors(bug, seed):
    """The relative error of each block at the point where the panel checks."""
    nn = with_drawn_biases(seed)
    found, right = bug.gradients(X, y, nn.parameters), nn.gradients(X, y)
    return {block: checks.relative_error(found[block], right[block]) for block in BLOCKS}


@pytest.fixture(scope="module")
def shared():
    return sliders.bug_museum()


@pytest.fixture
def panel(shared):
    shared.bug.value, shared.seed.value, shared.tolerance.value = "sum for mean", 65, 1e-6
    raise_error(shared)
    return shared


@pytest.mark.parametrize("name", ["none", *BUGS])
def test_the_curve_is_that_of_one_network_alone(panel, name):
    panel.bug.value, panel.seed.value = name, 3
    raise_error(panel)
    code = BUGS.get(name, RIGHT)
    with np.errstate(all="ignore"):
        drawn, expected = panel.curve.get_ydata()[:11], losses(code, 3, 0 if name.startswith("z(1") else 200)[::20]
    np.testing.assert_allclose(drawn[: len(expected)], expected, rtol=1e-9)
    np.testing.assert_allclose(panel.other.get_ydata()[:6], losses(RIGHT, 3, 100)[::20], rtol=1e-9)
    assert panel.curve.get_xdata()[-1] == EPOCHS


@pytest.mark.parametrize("name", ["none", *BUGS])
@pytest.mark.parametrize("seed", [0, 65])
def test_sentence_words_and_points_say_what_the_check_finds(panel, name, seed):
    panel.bug.value, panel.seed.value = name, seed
    raise_error(panel)
    expected = errors(BUGS.get(name, RIGHT), seed)
    stopped = [block for block in BLOCKS if expected[block] > 1e-6]
    verdict = f"stops {len(stopped)} of 4 blocks" if stopped else "passes all 4 blocks"
    assert panel.view.sentence.endswith(f"The check {verdict}.")
    assert panel.view.sentence.startswith(f"Seed {seed}, {name if name in BUGS else 'the right code'}: ")
    for block in BLOCKS:
        says = f"{expected[block]:.1e}, wrong" if block in stopped else "below 1e-7"
        assert f"{block} {says}" in panel.view.alt
        assert says in [text.get_text() for text in panel.found]
    assert [BLOCKS[int(row)] for row in panel.failing.get_ydata()] == stopped
    np.testing.assert_allclose(panel.failing.get_xdata(), [expected[block] for block in stopped], rtol=1e-4)
    assert len(panel.passing.get_ydata()) == 4 - len(stopped)


@pytest.mark.parametrize("name", ["none", *BUGS])
def test_the_sentence_says_how_the_loss_goes(panel, name):
    panel.bug.value = name
    raise_error(panel)
    if name.startswith("z(1"):
        assert "the numbers overflow before epoch" in panel.view.sentence
        return
    first, last = panel.curve.get_ydata()[[0, -1]]
    for words in (panel.view.sentence, panel.view.alt):
        assert f"the mean squared error goes from {first:.2g} to {last:.2g}" in words
    assert first == pytest.approx(NeuralNetwork(2, 4, 1, loss="mse", rng=65).loss_value(X, y))


@pytest.mark.parametrize("name", ["none", *BUGS])
def test_the_lines_of_code_are_shown_and_said(panel, name):
    panel.bug.value = name
    raise_error(panel)
    bug = BUGS.get(name, RIGHT)
    shown = [text.get_text() for text in panel.code if text.get_text()]
    assert len(shown) == max(1, len(bug.wrong) + len(bug.right))
    for line in bug.wrong + bug.right:
        assert any(line in text for text in shown)
        assert line in panel.view.alt
    right_end = panel.code[0].axes.get_window_extent().x1
    assert all(text.get_window_extent(panel.canvas.agg.get_renderer()).x1 < right_end for text in panel.code)


@pytest.mark.parametrize(("tolerance", "name", "verdict"), [
    (1e-12, "none", "stops 4 of 4"), (1e-8, "none", "passes all 4"), (0.1, "sigmoid twice at the output", "stops"),
    (1.0, "sum for mean", "passes all 4"), (1.0, "hidden sign flipped", "stops 2 of 4"), (1.0, "none", "passes all 4"),
])  # fmt: skip
def test_the_tolerance_is_what_decides(panel, tolerance, name, verdict):
    panel.bug.value, panel.tolerance.value = name, tolerance
    raise_error(panel)
    assert f"The check {verdict}" in panel.view.sentence
    assert f"tolerance {TOLERANCES[tolerance]}:" in panel.view.alt
    assert panel.tolerated.get_xdata()[0] == tolerance


def test_a_block_that_is_let_pass_keeps_its_number(panel):
    panel.tolerance.value = 1.0
    raise_error(panel)
    assert [text.get_text() for text in panel.found] == ["7.5e-01, passes"] * 4
    panel.bug.value = "hidden bias averaged"
    raise_error(panel)
    assert [text.get_text() for text in panel.found] == ["below 1e-7", "7.5e-01, passes", *["below 1e-7"] * 2]
    panel.tolerance.value = 1e-12
    raise_error(panel)
    assert [text.get_text() for text in panel.found] == ["cannot tell", "7.5e-01, wrong", *["cannot tell"] * 2]


def test_no_error_is_drawn_outside_the_axis(panel):
    left, right = panel.passing.axes.get_xlim()
    assert left == LEFT_END
    for name in ("none", *BUGS):
        for seed in SEEDS:
            assert max(errors(BUGS.get(name, RIGHT), seed).values()) < right


@pytest.mark.slow
def test_all_bugs_are_trained_beside_the_page_and_a_look_does_not_wait_for_them():
    async def page():
        panel = sliders.bug_museum("none")
        done = {name: run.done for name, run in panel.runs.items()}
        panel.bug.value = "factor 2 dropped"
        raise_error(panel)
        while panel.tasks:
            await asyncio.sleep(0)
        return done, {name: run.done for name, run in panel.runs.items()}

    before, after = asyncio.run(page())
    assert {name for name, done in before.items() if done} == {"none"}
    assert set(after.values()) == {1.0}
