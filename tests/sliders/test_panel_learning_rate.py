"""The panel of notebook 07: its numbers are those of NeuralNetwork, its picture is matplotlib's, and it never waits."""

import asyncio
import re
import threading

import numpy as np
import pytest
from panels import different_pixels, raise_error

from backprop import NeuralNetwork, datasets, sliders
from backprop.pictures import plots
from backprop.pictures.unit_tiles import PITCH, SIDE
from backprop.sliders.boundary_and_loss import LOSS_RANGE, NARROW, WIDE
from backprop.sliders.kept_curves import FULL, KEEP
from backprop.sliders.trained_grid import RATES, SIZES, STRIDE


@pytest.fixture(scope="module")
def trained(trained_once):
    return sliders.learning_rate()


@pytest.fixture
def panel(trained):
    """The panel at its first position."""
    for control, value in (
        (trained.dataset, "XOR"),
        (trained.loss, "cross-entropy"),
        (trained.seed, 65),
        (trained.lines, False),
    ):
        control.value = value
    for slot in trained.kept.slots:
        slot.drop.click()
    trained.rate.value, trained.size.value = 0.5, 4
    trained.epoch.index = len(trained.epoch.options) - 1
    raise_error(trained)
    return trained


def plain_run(panel, epochs):
    """The network of the panel's position, trained by itself: (network, History)."""
    X, y = datasets.PLANAR[panel.dataset.value]()
    loss = {"mean squared error": "mse"}.get(panel.loss.value, panel.loss.value)
    nn = NeuralNetwork(2, panel.size.value, 1, loss=loss, rng=panel.seed.value)
    return nn, nn.train(X, y, epochs, panel.rate.value, print_every=0)


@pytest.mark.parametrize(("rate", "size"), [(0.01, 1), (0.5, 4), (2, 16), (5, 3)])
def test_the_sentence_says_what_a_plain_run_gives(panel, rate, size):
    panel.rate.value, panel.size.value = rate, size
    nn, history = plain_run(panel, 10_000)
    X, y = datasets.xor()
    right = int(((nn.predict(X) > 0.5) == (y > 0.5)).sum())
    assert f"cross-entropy {nn.loss_value(X, y):.2g}; {right} of 4 points" in panel.view.sentence
    assert f"from {history.loss[0]:.2g} at the start" in panel.view.alt


def test_on_a_narrow_page_the_plots_stand_one_above_the_other_and_on_a_wide_one_again_as_before(panel):
    panel.size.value = 16
    wide = np.asarray(panel.canvas.agg.buffer_rgba()).copy()
    panel.view.narrow = True
    raise_error(panel)
    drawing = panel.drawing
    assert panel.view.width == 100 * NARROW["figure"][0]
    assert drawing.plane.get_position().y0 > drawing.curve.get_position().y1
    assert drawing.list.get_position().y0 * NARROW["figure"][1] > NARROW["tiles"] == drawing.tiles.height
    assert panel.view.alt.startswith("Above: ")
    assert different_pixels(panel) == 0
    tiles = drawing.tiles.artist.colours
    assert all((part[..., :3] != 255).any() for part in np.split(tiles, 2))  # eight in each of two rows
    panel.view.narrow = False
    raise_error(panel)
    assert panel.view.width == 100 * WIDE["figure"][0]
    np.testing.assert_array_equal(panel.canvas.agg.buffer_rgba(), wide)


def test_the_epoch_slider_goes_back_to_any_snapshot(panel):
    for index in (0, 1, 20, len(panel.epoch.options) - 1):
        panel.epoch.index = index
        epoch = panel.epoch.options[index]
        look = panel.look()
        nn = NeuralNetwork(2, 4, 1, rng=65)
        if epoch:
            nn, _ = plain_run(panel, epoch)
        assert look.epoch == epoch
        assert look.epochs[look.record] == epoch
        for name, value in nn.parameters.items():
            np.testing.assert_allclose(look.network.parameters[name], value, rtol=1e-9, atol=1e-9)
        assert f"after {epoch:,} epochs" in panel.view.sentence


def test_the_curve_and_the_boundary_are_those_of_the_network(panel):
    panel.size.value = 3
    _, history = plain_run(panel, 10_000)
    epochs, losses = panel.drawing.now.get_data()
    np.testing.assert_allclose(losses[:-1], history.loss[::STRIDE], rtol=1e-9)
    assert list(epochs[[0, 1, -1]]) == [0, STRIDE, 10_000]
    x, y = panel.drawing.here.get_data()
    assert (x[0], y[0]) == (10_000, losses[-1])


def test_up_to_four_curves_stay_while_others_lie_over_them(panel):
    kept = []
    for rate in (0.5, 5, 20, 50):
        panel.rate.value = rate
        kept.append(panel.look().loss.copy())
        panel.kept.keep.click()
    assert panel.kept.keep.label == FULL
    panel.dataset.value = "moons"
    panel.kept.keep.click()  # there is no room: nothing changes
    for line, losses in zip(panel.drawing.kept, kept, strict=True):
        np.testing.assert_array_equal(line.get_ydata(), losses)
    names = [text.get_text() for _, text in panel.drawing.named]
    assert names[1:] == [
        f"{letter}: XOR, rate {rate}, 4 hidden, seed 65"
        for letter, rate in {"A": 0.5, "B": 5, "C": 20, "D": 50}.items()
    ]
    assert "Curve B lies beside it: XOR, rate 5, 4 hidden, seed 65" in panel.view.alt
    looks = {(line.get_color(), line.get_linestyle(), str(line._dash_pattern)) for line in panel.drawing.kept}
    assert len(looks) == 4


def test_a_kept_run_is_gone_back_to_and_dropped(panel):
    panel.rate.value, panel.size.value, panel.epoch.index = 2, 3, 20
    before, picture = panel.view.sentence, panel.drawing.answers.image.colours.copy()
    panel.kept.keep.click()
    slot = panel.kept.slots[0]
    assert slot.back.label == "Back to A: XOR, rate 2, 3 hidden, seed 65"
    assert slot.row.layout.display is None
    panel.dataset.value, panel.seed.value, panel.rate.value = "circles", 7, 0.1
    slot.back.click()
    raise_error(panel)
    assert panel.view.sentence == before
    np.testing.assert_array_equal(panel.drawing.answers.image.colours, picture)
    slot.drop.click()
    assert slot.row.layout.display == "none"
    assert not len(panel.drawing.kept[0].get_ydata())
    assert panel.kept.keep.label == KEEP


def test_a_tile_shows_what_its_hidden_unit_answers_and_the_weight_of_the_output_for_it(panel):
    nn = panel.look().network
    for at, weight in enumerate(nn.W2[0], 1):
        assert f"{at}: {weight:+.1f}".replace("-", "−") in panel.view.alt
    most = int(np.abs(nn.W2[0]).argmax())
    assert f"is the one for hidden unit {most + 1}." in panel.view.sentence
    shown = panel.drawing.tiles.artist.colours
    inch = panel.drawing.figure.dpi
    side = round(SIDE * inch)
    top = (len(shown) - side) // 2
    x1, x2 = panel.drawing.window[:2], panel.drawing.window[2:]
    for at in range(4):
        left = round((at * PITCH + (PITCH - 1) / 2) * side)
        tile = shown[top : top + side, left : left + side]
        for row, column in ((0.1, 0.1), (0.9, 0.9), (0.1, 0.9), (0.9, 0.1)):
            place = np.array([[x1[0] + column * (x1[1] - x1[0])], [x2[1] - row * (x2[1] - x2[0])]])
            nn.forward(place)
            bands = plots.banded(nn.a1[at, 0] + np.array([-0.06, 0, 0.06]))
            assert tile[int(row * side), int(column * side)].tolist() in bands.tolist()


def test_the_line_of_each_hidden_unit_is_where_it_answers_one_half(panel):
    panel.lines.value = True
    ends = np.array(panel.drawing.units.get_data()).T.reshape(4, 3, 2)[:, :2]
    nn = panel.look().network
    z1 = np.einsum("uf,uef->ue", nn.W1, ends) + nn.b1
    np.testing.assert_allclose(z1, 0, atol=1e-9)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 5))])
@pytest.mark.parametrize("loss", ["cross-entropy", "mean squared error"])
def test_at_any_end_nothing_is_nan_and_the_next_move_works(panel, seed, loss):
    panel.seed.value, panel.loss.value = seed, loss
    for rate in (RATES[0], RATES[-1]):
        for size in (SIZES[0], SIZES[-1]):
            panel.rate.value, panel.size.value = rate, size
            raise_error(panel)
            assert np.isfinite(panel.drawing.now.get_ydata()).all()
            rose = r"The loss rose in (no epoch|one epoch|[\d,]+ epochs)\."
            assert re.search(rose, panel.view.sentence)


@pytest.mark.parametrize("rate", [0.5, 5, 10])
def test_rises_are_counted_over_every_epoch(panel, rate):
    panel.rate.value = rate
    for index in (1, 20, len(panel.epoch.options) - 1):
        panel.epoch.index = index
        rises = int((np.diff(plain_run(panel, panel.epoch.value)[1].loss) > 0).sum())
        assert panel.look().rises == rises
        told = {0: "no epoch", 1: "one epoch"}.get(rises, f"{rises:,} epochs")
        assert f"The loss rose in {told}." in panel.view.sentence
    assert bool(rises) == (rate > 1)


def test_a_loss_that_goes_up_and_down_every_epoch_is_seen_to(panel):
    panel.rate.value = 50
    loss = NeuralNetwork(2, 4, 1, rng=65).train(*datasets.xor(), 10_000, 50, print_every=0).loss
    assert panel.look().rises == pytest.approx((np.diff(loss) > 0).sum(), abs=100)
    assert np.abs(np.diff(panel.look().loss[-10:])).min() > 0.2  # not the flat line of every second epoch


def test_a_triangle_marks_where_a_curve_leaves_its_axis(panel):
    low, high = panel.drawing.outside
    panel.rate.value, panel.size.value = 100, 16
    losses = panel.look().loss
    first = np.flatnonzero(losses > LOSS_RANGE[1])[0]
    assert high.get_xydata().tolist() == [[panel.look().epochs[first], LOSS_RANGE[1]]]
    assert f"A triangle marks where the loss first leaves its axis, at epoch {25 * first:,}." in panel.view.sentence
    panel.kept.keep.click()
    panel.rate.value = 0.5  # the triangle of the kept curve stays
    assert len(high.get_xydata()) == 1
    assert "triangle" not in panel.view.sentence
    panel.drawing.move(panel.look().network, (np.array([0, 25]), np.array([0.7, 1e-9]), "low"), 1)
    assert low.get_xydata().tolist() == [[25, LOSS_RANGE[0]]]
    assert panel.drawing.here.get_ydata().tolist() == [LOSS_RANGE[0]]


@pytest.mark.parametrize("redraws", [60, pytest.param(300, marks=pytest.mark.slow)])
def test_redraws_while_a_second_thread_moves_the_slider_send_no_wrong_picture(panel, monkeypatch, redraws):
    """A picture is wrong if it is not the one that belongs to the sentence that is sent with it."""
    expected, sent = {}, []
    for panel.rate.value in RATES:
        expected[panel.view.sentence] = panel.view.png
    monkeypatch.setattr(panel.view, "send_state", lambda key=None: sent.append((panel.view.sentence, panel.view.png)))
    redrawn = threading.Event()

    def move():
        rng = np.random.default_rng(1)
        while not redrawn.is_set():
            panel.rate.index = rng.integers(len(RATES)).item()

    mover = threading.Thread(target=move)
    mover.start()
    for _ in range(redraws):
        panel.update()
    redrawn.set()
    mover.join()
    raise_error(panel)
    assert len(sent) > redraws
    assert [sentence for sentence, png in sent if png != expected.get(sentence)] == []
    assert panel.view.png == expected[panel.view.sentence]
    assert f"rate {panel.rate.value}, " in panel.view.sentence


def test_the_grid_trains_beside_the_page_and_moves_are_answered_meanwhile():
    async def session():
        panel = sliders.learning_rate(dataset="circles")
        before = panel.grid.done
        panel.rate.value = 100
        shown = panel.view.sentence
        await asyncio.gather(*panel.tasks)
        raise_error(panel)
        return before, shown, panel

    before, shown, panel = asyncio.run(session())
    assert before < 0.2
    assert "circles, rate 100, 4 hidden units" in shown
    assert "after 2,000 epochs" in panel.view.sentence
    assert panel.view.progress == "Every position is trained, so a move only looks up its run."


def test_play_runs_to_the_end_and_pause_stops_it():
    panel = sliders.learning_rate()
    last = len(panel.epoch.options) - 1

    async def play(until):
        """Play from three stops before the end, and press Pause at `until`; returns where it stands then."""
        panel.epoch.index = last - 3
        panel.play.click()
        while panel.playing and panel.epoch.index < until:
            await asyncio.sleep(0.01)
        if panel.playing:
            panel.play.click()
        while panel.play.label == "Pause":
            await asyncio.sleep(0.01)
        return panel.epoch.index

    assert asyncio.run(play(last)) == last
    assert asyncio.run(play(last - 2)) == last - 2
    assert not panel.playing
