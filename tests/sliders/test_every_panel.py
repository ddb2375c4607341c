"""What holds for every panel, said once; a panel that stands in no row of PANELS is a failure."""

import asyncio
import html
import re
from dataclasses import dataclass, field
from importlib import import_module

import pytest
from all_panels import PANELS as IN_A_PAGE
from ipywidgets.widgets.widget import _instances
from panels import controls, different_pixels, ends, every_move, name, raise_error, shown

from backprop import NeuralNetwork, datasets, sliders
from backprop.experiments import Design, Experiment
from backprop.pictures import plots
from backprop.sliders.parts.cells import close
from backprop.sliders.parts.controls import Button, Slider
from backprop.sliders.parts.panel import Panel
from backprop.sliders.parts.training_panel import TrainingPanel

X, Y = datasets.xor()
NO_PANELS = {"predict", "progress", "recall"}  # questions, and a bar: they have tests of their own
EPOCHS = {  # so that a panel is trained in no time: module -> what stands there in the place of its own
    "trained_grid": {"EPOCHS": {}, "OTHER_EPOCHS": 200},
    "starts": {"EPOCHS": 400},
    "bug_museum": {"EPOCHS": 200},
    "three_ways": {"EPOCHS": (0, 10, 100)},
}


def network(**options):
    return NeuralNetwork(2, 4, 1, rng=65, **options)


def trained():
    found = network()
    found.train(X, Y, 500, 0.5, print_every=0)
    return found


def digits():
    """(X, y) of 60 digits to learn from, and of 20 to look at."""
    pixels, y = datasets.digits()
    return (pixels[:, :60] / 16, y[:, :60]), (pixels[:, 60:80] / 16, y[:, 60:80])


PANELS = {
    "batch": lambda: sliders.batch(network(), X, Y),
    "bug_museum": sliders.bug_museum,
    "depth": sliders.depth,
    "forward": lambda: sliders.forward(network(), trained(), X, Y, (1, 3)),
    "half_plane": sliders.half_plane,
    "held_out": lambda: sliders.held_out(*digits(), epochs=2),
    "learning_rate": sliders.learning_rate,
    "one_parameter": lambda: sliders.one_parameter(network(), X, Y),
    "playground": lambda: sliders.playground(Experiment(epochs=200).text),
    "sandbox": lambda: sliders.sandbox(Design(hidden="3-2").text),
    "starts": sliders.starts,
    "stepper": lambda: sliders.stepper(network(loss="mse"), X, Y),
    "three_ways": lambda: sliders.three_ways(network(loss="mse"), X, Y),
    "two_losses": lambda: sliders.two_losses(network(), X, Y),
    "valley": lambda: sliders.valley({"network at its start": network(), "trained network": trained()}, X, Y),
}


def put(**values):
    """Sets controls, by the name that the panel has for them."""

    def move(panel):
        for control, value in values.items():
            getattr(panel, control).value = value

    return move


def weigh(*values):
    def move(panel):
        for slider, value in zip(panel.weights, values, strict=True):
            slider.value = value

    return move


def step(times):
    return lambda panel: [panel.next.click() for _ in range(times)]


def keep_curve(panel):
    panel.kept.keep.click()


STATES = {  # where a picture has artists that no single control brings
    "depth": [put(depth=20, units=16, activation="relu", start="large"), put(activation="sigmoid", start="tiny")],
    "forward": [put(weights="start", input="(0, 1)")],
    "half_plane": [weigh(0, 0, 0.5), weigh(3, -3, 3), weigh(-0.3, 0.7, 0.1), weigh(0, 0, 3)],
    "learning_rate": [keep_curve, put(dataset="moons", lines=True, rate=20)],
    "playground": [put(dataset="moons", activation="relu", lines=True, rate=20)],
    "stepper": [step(8), step(7)],
    "three_ways": [put(overwrites=True, ask=True)],
    "valley": [put(taken=100, rate=22), put(momentum=0.9, rate=80), put(landscape="trained network", taken=30)],
}


@dataclass
class Seen:
    """What a panel showed: at first, and after each move of each control."""

    panel: Panel
    first: tuple = ()
    by_control: dict = field(default_factory=dict)
    different: list = field(default_factory=list)  # (where, pixels)
    made: set = field(default_factory=set)  # the names of its widgets

    def everything(self):
        return [self.first, *(seen for each in self.by_control.values() for seen in each)]


@pytest.fixture(scope="module")
def soon_trained():
    with pytest.MonkeyPatch.context() as patch:
        for module, names in EPOCHS.items():
            for constant, value in names.items():
                patch.setattr(import_module(f"backprop.sliders.{module}"), constant, value)
        yield


SLOW = {"playground"}  # it is the panel of learning_rate with two menus and two boxes more


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in PANELS],
)
def seen(request, soon_trained):
    """Every panel in turn, moved by each control to each of its ends, and to the STATES that are named for it."""
    before = set(_instances)
    found = Seen(PANELS[request.param]())
    found.made = set(_instances) - before
    panel = found.panel
    found.first = shown(panel)
    for control, value in every_move(panel):
        found.by_control.setdefault(name(control), []).append(shown(panel))
        if value in ends(control)[1][:: max(1, len(ends(control)[1]) - 1)]:
            found.different.append((f"{name(control)} at {value}", different_pixels(panel)))
    for number, move in enumerate(STATES.get(request.param, ())):
        move(panel)
        raise_error(panel)
        found.by_control.setdefault("a state", []).append(shown(panel))
        found.different.append((f"state {number}", different_pixels(panel)))
    return found


def test_every_panel_stands_in_the_table_and_in_that_of_the_browser_tests(soon_trained):
    assert {*PANELS, *NO_PANELS} == set(sliders.__all__)
    assert set(PANELS) == set(IN_A_PAGE)


def test_every_class_of_panels_is_made_by_one_of_them():
    """By its module: each panel has one of its own."""
    classes, bases = [*Panel.__subclasses__(), *TrainingPanel.__subclasses__()], {TrainingPanel}
    classes += [sub for each in classes for sub in each.__subclasses__()]
    modules = {each.__module__ for each in set(classes) - bases if each.__module__.startswith("backprop.")}
    assert modules == {f"backprop.sliders.{name}" for name in PANELS}


def test_every_control_has_a_name(seen):
    for control in controls(seen.panel):
        assert name(control), control


def test_every_position_of_a_control_shows_something_of_its_own(seen):
    assert seen.by_control
    for control, each in seen.by_control.items():
        assert len(set(each)) == len(each), control


def test_the_quick_redraw_is_the_full_one(seen):
    assert seen.different
    assert not {where: pixels for where, pixels in seen.different if pixels}


def test_no_number_in_the_words_is_none(seen):
    for _, sentence, alt, *tables in seen.everything():
        assert sentence
        assert alt
        assert not re.search(r"\b(nan|inf|None)\b|∞", " ".join([sentence, alt, *tables]), re.IGNORECASE)


def test_every_button_can_be_pressed(seen):
    for button in controls(seen.panel):
        if isinstance(button, Button):
            button.click()
            raise_error(seen.panel)


def test_a_page_without_a_kernel_shows_the_first_picture_and_its_sentence(seen):
    bundle = seen.panel._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == repr(seen.panel) == seen.first[1]
    assert f'alt="{html.escape(seen.first[2])}"' in bundle["text/html"]
    assert html.escape(seen.first[1]) in bundle["text/html"]
    assert "data:image/png;base64," in bundle["text/html"]


def test_an_exception_becomes_a_sentence_and_the_next_move_works(seen, monkeypatch):
    panel = seen.panel

    def broken():
        raise ValueError("broken on purpose")

    before = shown(panel)
    with monkeypatch.context() as patch:
        patch.setattr(panel, "draw", broken)
        panel.update()
        assert isinstance(panel.error, ValueError)
        assert panel.view.sentence.startswith("This move failed (ValueError: broken on purpose).")
        assert panel.view.png == before[0]
    panel.update()
    raise_error(panel)
    assert shown(panel) == before


def test_training_that_fails_says_so_and_goes_on_with_the_next_move(seen, monkeypatch):
    if not isinstance(seen.panel, TrainingPanel):
        return

    def broken():
        yield
        raise ValueError("broken on purpose")

    async def page():
        panel = PANELS[type(seen.panel).__module__.rpartition(".")[2]]()
        await asyncio.gather(*panel.tasks)
        with monkeypatch.context() as patch:
            patch.setattr(panel, "work", broken)
            panel.update()
            await asyncio.gather(*panel.tasks)
            assert isinstance(panel.error, ValueError)
            assert panel.view.sentence.startswith("The training failed (ValueError: broken on purpose).")
            assert panel.view.progress == ""
            assert not panel.training
        panel.update()
        await asyncio.gather(*panel.tasks)
        raise_error(panel)
        assert panel.view.progress == panel.trained != ""
        assert not panel.training

    asyncio.run(page())


def test_a_first_drawing_that_fails_gives_its_own_cause():
    class Broken(Panel):
        def draw(self):
            raise ValueError("broken on purpose")

    with pytest.raises(ValueError, match="broken on purpose"):
        Broken(plots.new_figure(), [Slider("x", [0, 1], 0)])


def test_what_fails_beside_the_page_says_so():
    async def page():
        async def broken():
            raise ValueError("broken on purpose")

        assert panel.start(broken())
        await asyncio.wait(panel.tasks)
        await asyncio.sleep(0)

    panel = sliders.half_plane()
    asyncio.run(page())
    assert isinstance(panel.error, ValueError)
    assert "What ran beside the page failed (ValueError: broken on purpose)." in panel.view.sentence
    panel.update()
    raise_error(panel)


def test_nothing_of_it_is_left_when_its_cell_is_run_again(seen):
    """The last of these tests, for it closes the panel."""
    assert seen.made <= set(_instances)
    close(seen.panel)
    assert [_instances[each] for each in seen.made & set(_instances)] == []
