"""The panel of notebook 12: any state is shown and comes back from its text, and a bad text changes nothing."""

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest
from panels import raise_error

from backprop import sliders
from backprop.experiments import Experiment, Study
from backprop.experiments.run_as_code import in_numpy, in_torch
from backprop.sliders import trained_grid
from backprop.sliders.playground import read
from backprop.sliders.trained_grid import RATES, SIZES

FIRST = Experiment().text


@pytest.fixture(scope="module")
def made(trained_once):
    return sliders.playground()


def paste(panel, text):
    panel.state.value = text
    panel.state.submitted += 1
    raise_error(panel)


@pytest.fixture
def panel(made):
    """The panel at its first state."""
    made.lines.value = False
    for slot in made.kept.slots:
        slot.drop.click()
    paste(made, FIRST)
    return made


def state(**changes):
    return Experiment(**changes).text


SOLVED = [  # far from a tie at ½, so that no rounding decides on which side a point stands
    {},
    {"activation": "tanh", "start": "glorot", "hidden": 8},
    {"activation": "relu", "hidden": 16, "seed": 7},
    {"loss": "mse", "rate": 2},
    {"data": "circles", "activation": "tanh", "hidden": 8, "epochs": 2000},
    {"data": "iris", "start": "he", "hidden": 2, "epochs": 2000},
    {"epochs": trained_grid.STRIDE},
]


@pytest.mark.parametrize(
    "changes", [SOLVED[0], *(pytest.param(each, marks=pytest.mark.slow) for each in SOLVED[1:])], ids=str
)
def test_a_pasted_state_is_shown_with_the_numbers_of_its_own_run(panel, changes):
    experiment = Experiment(**changes)
    paste(panel, experiment.text)
    assert panel.state.reply == "The panel shows this state."
    assert panel.state.value == experiment.text
    assert panel.experiment == experiment
    run = experiment.run()
    assert str(run) in panel.view.sentence
    assert f"{run.right[0]} on the right side" in panel.view.alt
    assert f"{experiment.activation} unit" in panel.view.sentence


@pytest.mark.slow
def test_the_programs_are_of_the_run_that_is_shown(panel, capsys):
    for changes in (
        {},
        {"data": "moons", "activation": "tanh", "rate": 0.2, "epochs": 450},
        {"loss": "mse", "seed": 7},
    ):
        paste(panel, state(**changes))
        assert panel.code.texts == [in_numpy(panel.experiment), in_torch(panel.experiment)]
        exec(panel.code.texts[0], {})
        shown = f"{panel.loss.value} {float(capsys.readouterr().out.split()[-1]):.2g};"
        assert shown in panel.view.sentence


def test_the_programs_of_a_run_that_overflows_end_before_it_does(panel, capsys):
    paste(panel, state(data="moons", rate=100, hidden=16, activation="relu", seed=0, epochs=2000))
    exec(panel.code.texts[0], {})
    assert np.isfinite(float(capsys.readouterr().out.split()[-1]))
    assert f"epochs={panel.look().epoch}" in panel.code.texts[0]
    assert panel.code.texts[1].startswith(panel.code.texts[0].splitlines()[0])


@pytest.mark.slow
def test_what_is_copied_can_be_pasted_back(panel):
    words, curve = (panel.view.sentence, panel.view.alt), panel.drawing.now.get_ydata().copy()
    copied = panel.state.value
    panel.activation.value, panel.rate.value, panel.seed.value = "relu", 20, 3
    assert panel.state.value == state(activation="relu", rate=20, seed=3)
    assert (panel.view.sentence, panel.view.alt) != words
    paste(panel, copied)
    assert (panel.view.sentence, panel.view.alt) == words
    assert np.array_equal(panel.drawing.now.get_ydata(), curve)


BAD = [
    ("", "the state is empty"),
    ("hello", "“hello” has no ="),
    ("data=XOR goal=0.01", "rate, hidden, activation, loss, start, seed and epochs are missing"),
    (Study(Experiment(), "hidden", (2, 4)).text.replace("2,4", "2,x"), "hidden is “x”"),
    (FIRST.replace("seed", "sead"), "“sead” is no setting here: did you mean seed?"),
    (FIRST.replace("0.5", "0,5"), "rate is “0,5”"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_a_bad_text_is_answered_and_changes_nothing(panel, text, words):
    before = panel.view.png, panel.view.sentence, panel.view.alt, panel.experiment
    paste(panel, text)
    assert panel.state.reply.startswith(f"Nothing has changed: {words}")
    assert panel.state.reply.endswith((".", "?"))
    assert (panel.view.png, panel.view.sentence, panel.view.alt, panel.experiment) == before


def test_the_answer_is_said_again_when_asked_again_and_goes_with_the_next_move(panel):
    heard = []
    panel.state.observe(lambda change: heard.append(change.new), "reply")
    paste(panel, "hello")
    paste(panel, "hello")
    panel.state.unobserve_all("reply")
    assert [bool(words) for words in heard[-3:]] == [True, False, True]
    panel.seed.value = 66
    assert panel.state.reply == ""


BETWEEN = [
    (FIRST.replace("0.5", "0.7"), "The panel has no position for rate=0.7, so it shows the nearest one, 0.5."),
    (
        FIRST.replace("hidden=4", "hidden=40"),
        "The panel has no position for hidden=40, so it shows the nearest one, 16.",
    ),
    (FIRST.replace("65", "10000"), "The panel has no position for seed=10000, so it shows the nearest one, 9999."),
    (FIRST.replace("10000", "2000"), "The panel has no position for epochs=2000, so it shows the nearest one, "),
    (FIRST.replace("XOR", "iris"), "The panel has no position for epochs=10000, so it shows the nearest one, 2000."),
]


@pytest.mark.parametrize(("text", "words"), BETWEEN)
def test_a_number_between_two_stops_is_taken_to_the_nearer_one_and_this_is_said(panel, text, words):
    paste(panel, text)
    assert words in panel.state.reply
    asked, shown = Experiment.from_text(text), panel.experiment
    changed = {name for name in vars(asked) if getattr(asked, name) != getattr(shown, name)}
    assert changed == {words.partition(" for ")[2].partition("=")[0]}
    assert panel.state.value == shown.text


def test_every_printed_state_opens_the_panel():
    panel = sliders.playground(Experiment(epochs=2_000).text)
    assert "no position for epochs=2000" in panel.state.reply
    assert panel.experiment.epochs in panel.epoch.options


STUDIES = [
    (Study(Experiment(), "hidden", (2, 4)), "hidden=2 and seed=0.", Experiment(hidden=2, seed=0)),
    (
        Study(Experiment(data="moons", epochs=2000), "rate", (0.1, 1), range(7, 9)),
        "rate=0.1 and seed=7.",
        Experiment("moons", 0.1, seed=7, epochs=2000),
    ),
    (
        Study(Experiment(), "activation", ("relu", "tanh")),
        "activation=relu and seed=0.",
        Experiment(activation="relu", seed=0),
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize(("study", "words", "first"), STUDIES, ids=["hidden", "rate", "activation"])
def test_the_state_of_a_study_shows_its_first_run_and_says_so(panel, study, words, first):
    paste(panel, study.text)
    assert panel.experiment == first
    assert panel.state.reply.startswith("This is the state of a study, which has many runs")
    assert panel.state.reply.endswith(words)
    assert sliders.playground(study.text).experiment == first


def test_the_state_of_a_study_is_also_taken_to_the_nearest_stops(panel):
    paste(panel, Study(Experiment(epochs=5100), "hidden", (2, 4)).text)
    assert (
        "the panel shows its first, hidden=2 and seed=0. The panel has no position for epochs=5100" in panel.state.reply
    )


def test_whatever_state_notebook_12_prints_is_read():
    page = Path(__file__).parents[2] / "notebooks" / "12_your_lab_report.ipynb"
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    lines = [line for cell in cells for output in cell.get("outputs", []) for line in output.get("text", [])]
    states = [line for line in lines if line.startswith("data=")]
    assert len(states) == 2
    for state in states:
        read(state)


def test_a_bad_state_at_the_start_is_an_error():
    with pytest.raises(ValueError, match="is no setting here"):
        sliders.playground(FIRST.replace("seed", "sead"))


def test_it_starts_at_any_state():
    experiment = Experiment(data="moons", activation="relu", hidden=3, rate=0.1, loss="mse", epochs=0)
    panel = sliders.playground(experiment.text)
    raise_error(panel)
    assert panel.experiment == experiment
    assert "after 0 epochs" in repr(panel)
    assert "moons, rate 0.1, 3 relu units, start normal" in repr(panel)


def test_numbers_that_overflow_are_said_and_the_last_sound_network_is_shown(panel):
    paste(panel, state(data="moons", rate=100, hidden=16, activation="relu", seed=0, epochs=2000))
    assert "Soon after, its numbers grow beyond what a float can hold." in panel.view.sentence
    assert np.isfinite(panel.drawing.now.get_ydata()).all()
    assert panel.look().epoch < 2000
    assert "epochs=2000" in panel.state.value
    paste(panel, FIRST)
    assert "Soon after" not in panel.view.sentence


@pytest.mark.slow
@pytest.mark.parametrize("start", ["zeros", "large"])
@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_at_any_end_nothing_is_nan_and_the_next_move_works(panel, activation, start):
    paste(panel, state(activation=activation, start=start))
    for rate in (RATES[0], RATES[-1]):
        for size in (SIZES[0], SIZES[-1]):
            panel.rate.value, panel.size.value = rate, size
            raise_error(panel)
            assert np.isfinite(panel.drawing.now.get_ydata()).all()


@pytest.mark.slow
def test_a_state_pasted_while_it_trains_is_shown_and_trained():
    async def session():
        panel = sliders.playground()
        paste(panel, state(data="circles", activation="tanh", epochs=2000))
        shown = panel.view.sentence
        await asyncio.gather(*panel.tasks)
        raise_error(panel)
        return shown, panel

    shown, panel = asyncio.run(session())
    assert "circles, rate 0.5, 4 tanh units" in shown
    assert str(panel.experiment.run()) in panel.view.sentence
    assert panel.experiment == Experiment(data="circles", activation="tanh", epochs=2000)
