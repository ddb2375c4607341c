"""Experiments, studies and their state texts: the text holds everything, a bad one is named, the numbers come again."""

import dataclasses
import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backprop import NeuralNetwork, datasets
from backprop.activations import HIDDEN
from backprop.experiments.experiment import Experiment
from backprop.experiments.study import Study, interval_of_share
from backprop.losses import LOSSES
from backprop.starts import STARTS

GOOD = "data=XOR rate=0.5 hidden=4 activation=sigmoid loss=cross-entropy start=normal seed=65 epochs=10000"
STUDY = GOOD.replace("hidden=4", "hidden=2,4").replace("seed=65", "seed=0-9") + " goal=0.01"
EXPERIMENTS = st.builds(
    Experiment,
    data=st.sampled_from(list(datasets.PLANAR)),
    rate=st.floats(1e-300, 1e300),
    hidden=st.integers(1, 1000),
    activation=st.sampled_from(list(HIDDEN)),
    loss=st.sampled_from(list(LOSSES)),
    start=st.sampled_from(list(STARTS)),
    seed=st.integers(0, 10**30),
    epochs=st.integers(0, 10**6),
)


def test_the_text_of_the_report_s_experiment():
    assert Experiment().text == GOOD


@given(EXPERIMENTS)
def test_every_experiment_comes_back_from_its_text(experiment):
    assert Experiment.from_text(experiment.text) == experiment


@settings(deadline=None)
@given(EXPERIMENTS, st.integers(0, 10**9), st.integers(1, 1000), st.floats(1e-9, 1))
def test_every_study_comes_back_from_its_text(base, first, n_seeds, goal):
    assume(base.epochs and base.rate != 0.25)
    study = Study(base, "rate", (base.rate, 0.25), seeds=range(first, first + n_seeds), goal=goal)
    assert Study.from_text(study.text) == study


@pytest.mark.parametrize(
    "text",
    [
        f"  {GOOD}\n",
        f"`{GOOD}`",
        f'"{GOOD}"',
        GOOD.replace(" ", "\n"),
        GOOD.replace(" ", ", "),
        GOOD.replace(" ", "; "),
        GOOD.replace("=", " = "),
        GOOD.replace("XOR", "xor").replace("sigmoid", "SIGMOID"),
        GOOD.replace("0.5", "0.50"),
        " ".join(reversed(GOOD.split())),
    ],
)
def test_a_text_that_has_been_through_a_mail_is_still_read(text):
    assert Experiment.from_text(text) == Experiment()


BAD = [
    ("", "the state is empty: paste a text with data, rate"),
    ("  ``", "the state is empty"),
    ("hello", "“hello” has no ="),
    (GOOD.replace("rate=0.5", "rate:0.5"), "“rate:0.5” has no =: write each setting as name=value"),
    (GOOD.replace("seed", "sead"), "“sead” is no setting here: did you mean seed"),
    (GOOD + " colour=blue", "“colour” is no setting here: the settings are data, rate"),
    (GOOD + " rate=2", "rate stands twice, as 0.5 and as 2: take one out"),
    (GOOD.replace("seed=65 ", ""), "seed is missing: add seed= and its value"),
    (GOOD.replace("seed=65 epochs=10000", ""), "seed and epochs are missing: add each of them, first seed="),
    (GOOD.replace("epochs=10000", "epochs="), "epochs has nothing behind its ="),
    (GOOD.replace("0.5", "0,5"), "rate is “0,5”: give a number with a point, such as 0.5"),
    (GOOD.replace("hidden=4", "hidden=four"), "hidden is “four”: give a whole number such as 4"),
    (GOOD.replace("hidden=4", "hidden=4.5"), "hidden is “4.5”: give a whole number"),
    (GOOD.replace("hidden=4", "hidden=0"), "hidden must be at least 1, got 0"),
    (GOOD.replace("hidden=4", "hidden=5000"), "hidden is 5,000: give at most 1,000"),
    (GOOD.replace("10000", "10000000000"), "epochs is 10,000,000,000: give at most 1,000,000"),
    (GOOD.replace("seed=65", "seed=-1"), "seed must be at least 0"),
    (GOOD.replace("0.5", "-0.5"), "rate must be positive and finite, got -0.5"),
    (GOOD.replace("0.5", "nan"), "rate must be positive and finite"),
    (GOOD.replace("XOR", "moon"), "data is 'moon', which does not exist: choose one of XOR, moons"),
    (GOOD.replace("sigmoid", "softmax"), "activation is 'softmax', which does not exist"),
    (GOOD.replace("normal", "random"), "start is 'random', which does not exist"),
    (STUDY, "“goal” is no setting here"),
]


@pytest.mark.parametrize(("text", "words"), BAD)
def test_a_bad_text_is_named(text, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        Experiment.from_text(text)


@given(st.text(max_size=200))
def test_no_text_does_worse_than_a_clear_error(text):
    for kind in (Experiment, Study):
        with pytest.raises(ValueError, match=r"."):
            kind.from_text(text)


def test_what_is_no_text_is_named():
    with pytest.raises(TypeError, match="the state must be text, got 5"):
        Experiment.from_text(5)


BAD_STUDIES = [
    (GOOD, "goal is missing"),
    (STUDY.replace("2,4", "4"), "0 settings have several values: give exactly one"),
    (STUDY.replace("0.5", "0.5,1"), "2 settings have several values"),
    (STUDY.replace("2,4", "2,,"), "0 settings have several values"),
    (STUDY.replace("2,4", ",2"), "give two or more"),
    (STUDY.replace("2,4", "2,four"), "hidden is “four”"),
    (STUDY.replace("0-9", "9-0"), "seed is “9-0”: give the first and then the last"),
    (STUDY.replace("0-9", "0-9-9"), "seed is “9-9”"),
    (STUDY.replace("0-9", "0-999999999"), "give at most 100,000"),
    (STUDY.replace("goal=0.01", "goal=0"), "goal must be positive"),
    (STUDY.replace("goal=0.01", "goal=low"), "goal is “low”"),
]


@pytest.mark.parametrize(("text", "words"), BAD_STUDIES)
def test_a_bad_text_of_a_study_is_named(text, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        Study.from_text(text)


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"vary": "seed"}, ValueError, "vary is 'seed'"),
        ({"values": (4,)}, ValueError, "give two or more"),
        ({"values": "24"}, ValueError, "give two or more"),
        ({"values": (2, 0)}, ValueError, "hidden must be at least 1"),
        ({"seeds": 0}, ValueError, "seeds must be at least 1"),
        ({"seeds": "100"}, TypeError, "seeds must be a whole number"),
        ({"seeds": range(0, 10, 2)}, ValueError, "counts up by 1"),
        ({"goal": -1}, ValueError, "goal must be positive"),
    ],
)
def test_a_bad_argument_of_a_study_is_named(arguments, kind, words):
    with pytest.raises(kind, match=words):
        Study(**{"base": Experiment(), "vary": "hidden", "values": (2, 4)} | arguments)


@pytest.mark.parametrize("changes", [{}, {"data": "iris", "loss": "mse"}, {"activation": "relu", "start": "he"}])
def test_a_run_is_that_of_a_network(changes):
    experiment = Experiment(epochs=300, **changes)
    X, y = datasets.PLANAR[experiment.data]()
    options = {"activation": experiment.activation, "loss": experiment.loss, "start": experiment.start}
    nn = NeuralNetwork(2, 4, 1, rng=65, **options)
    nn.train(X, y, 300, 0.5, print_every=0)
    run = experiment.run()
    assert run.loss == nn.loss_value(X, y)
    assert run.mse == pytest.approx(((nn.predict(X) - y) ** 2).mean(), rel=1e-12)
    assert run.right == (int(((nn.predict(X) > 0.5) == (y > 0.5)).sum()), y.size)
    assert str(run).startswith(f"after 300 epochs: {'mean squared error' if changes.get('loss') else 'cross-entropy'} ")


def test_no_epochs_leave_the_network_as_it_starts():
    nn = NeuralNetwork(2, 4, 1, rng=65)
    assert Experiment(epochs=0).run().loss == nn.loss_value(*datasets.xor())


def test_a_run_that_overflows_says_so():
    run = Experiment(data="moons", rate=100, hidden=16, activation="relu", seed=0, epochs=200).run()
    assert "Stopped at epoch" in str(run)


@pytest.mark.parametrize(
    ("vary", "values"),
    [
        ("rate", (0.1, 1)),
        ("hidden", (1, 5)),
        ("activation", ("tanh", "relu")),
        ("start", ("he", "tiny")),
        ("loss", ("mse", "cross-entropy")),
        ("data", ("XOR", "iris")),
        ("epochs", (50, 90)),
    ],
)
def test_a_study_is_its_single_runs(vary, values):
    outcome = Study(Experiment(epochs=60), vary, values, seeds=range(3, 6)).run()
    for i, value in enumerate(values):
        for j, seed in enumerate(range(3, 6)):
            run = dataclasses.replace(Experiment(epochs=60, seed=seed), **{vary: value}).run()
            assert outcome.mse[i, j] == pytest.approx(run.mse, rel=1e-9)


def test_an_outcome_counts_and_prints():
    study = Study(Experiment(epochs=2000), "hidden", (1, 4), seeds=20, goal=0.02)
    outcome = study.run()
    assert outcome.solved == [int((row < 0.02).sum()) for row in outcome.mse]
    assert outcome.intervals == [interval_of_share(solved, 20) for solved in outcome.solved]
    assert [row[4] for row in outcome.rows()] == np.median(outcome.mse, axis=1).tolist()
    assert str(outcome).splitlines()[0].startswith("hidden=1     0 of 20 solved, so 0% to 16%     median MSE ")


def test_the_interval_is_where_p_is_z_deviations_off():
    for solved, n in ((0, 1), (1, 1), (3, 10), (69, 100), (999, 1000)):
        low, high = interval_of_share(solved, n)
        assert 0 <= low <= solved / n <= high <= 1
        for end in (low, high):
            if 0 < end < 1:
                assert abs(solved / n - end) == pytest.approx(1.96 * np.sqrt(end * (1 - end) / n), rel=1e-9)


def test_the_interval_against_a_table():
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3; z = 1.959964."""
    known = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0, 0.1611), (1, 29): (0.0061, 0.1718)}
    for (solved, n), expected in known.items():
        assert interval_of_share(solved, n, z=1.959964) == pytest.approx(expected, abs=6e-5)


@pytest.mark.parametrize(
    ("solved", "n", "words"), [(2, 1, "solved is 2 but n is 1"), (0, 0, "n must be"), (-1, 5, "solved must be")]
)
def test_an_interval_that_cannot_be(solved, n, words):
    with pytest.raises(ValueError, match=words):
        interval_of_share(solved, n)


@pytest.mark.slow
def test_a_fresh_process_gives_the_same_numbers():
    study = Study(Experiment(epochs=500), "activation", ("sigmoid", "relu"), seeds=10)
    code = (
        "from backprop.experiments import Experiment, Study; "
        f"o = Study.from_text({study.text!r}).run(); print(o); print(o.mse.tobytes().hex()); "
        f"print(Experiment.from_text({GOOD!r}).run())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    outcome = study.run()
    assert said == f"{outcome}\n{outcome.mse.tobytes().hex()}\n{Experiment().run()}\n"
