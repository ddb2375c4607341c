"""A sweep against NeuralNetwork at every position, and a sweep that is stopped, looked into and taken up again."""

import signal
import tracemalloc

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets, sweep
from backprop.sweep import stack

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SIZES = tuple(range(1, 17))
TOLERANCE = 1e-9
X, Y = datasets.xor()
MOONS = datasets.moons(30, 0.2)
NAMES = ("W1", "b1", "W2", "b2")


def positions(run):
    return np.ndindex(run.shape)


def network(run, size, seed):
    """The NeuralNetwork that a position starts as."""
    options = {"activation": run.problem.activation, "loss": run.problem.loss}
    return NeuralNetwork(len(run.problem.X), run.hidden_sizes[size], 1, rng=run.seeds[seed], **options)


def apart(found, expected):
    """The largest difference, in shares of what is expected where that is above 1: ReLU knows no bounds."""
    return np.max(np.abs(found - expected) / np.maximum(1, np.abs(expected)))


def distance(found, nn):
    return max(apart(found[name], value) for name, value in nn.parameters.items())


@pytest.fixture(params=[(loss, g) for loss in ("cross-entropy", "mse") for g in ("sigmoid", "tanh", "relu")], ids=str)
def arithmetic(request):
    return dict(zip(("loss", "activation"), request.param, strict=True))


@pytest.mark.parametrize(("X", "y"), [(X, Y), MOONS], ids=["XOR", "moons"])
def test_each_step_at_every_position_is_the_step_of_a_network(arithmetic, X, y):
    """From each state of the sweep, one step of NeuralNetwork leads to the next: so no error can hide in chaos."""
    epochs = 12
    run = sweep.train(X, y, RATES, SIZES, epochs=epochs, stride=1, snapshots=epochs + 1, **arithmetic)
    for rate, size, seed in positions(run):
        nn = network(run, size, seed)
        assert distance(run.parameters(rate, size, seed, 0), nn) <= 1e-15
        for epoch in range(epochs):
            vars(nn).update(run.parameters(rate, size, seed, epoch))
            history = nn.train(X, y, 1, RATES[rate], print_every=0)
            assert apart(run.loss[rate, size, seed, epoch], history.loss[0]) <= TOLERANCE
            assert apart(run.mse[rate, size, seed, epoch], history.mse[0]) <= TOLERANCE
            assert distance(run.parameters(rate, size, seed, epoch + 1), nn) <= TOLERANCE


@pytest.mark.parametrize(("rates", "epochs"), [(RATES, 5), (RATES[:8], 100)], ids=["every rate", "rates up to 2"])
def test_whole_runs_are_those_of_a_network(arithmetic, rates, epochs):
    """Above a rate of 5 XOR can be chaotic: the order of a sum then decides where a long run ends."""
    run = sweep.train(X, Y, rates, SIZES, epochs=epochs, stride=1, **arithmetic)
    for rate, size, seed in positions(run):
        nn = network(run, size, seed)
        history = nn.train(X, Y, epochs, rates[rate], print_every=0)
        assert distance(run.parameters(rate, size, seed, -1), nn) <= TOLERANCE
        assert np.abs(run.loss[rate, size, seed, :-1] - history.loss).max() <= TOLERANCE
        assert np.abs(run.mse[rate, size, seed, :-1] - history.mse).max() <= TOLERANCE
        assert abs(run.loss[rate, size, seed, -1] - nn.loss_value(X, Y)) <= TOLERANCE


def test_each_seed_has_its_own_draws(arithmetic):
    run = sweep.Sweep(*MOONS, [0.5, 5], [4, 1, 7], seeds=[0, 7, 123], epochs=20, **arithmetic)
    next(run.steps())
    for rate, size, seed in positions(run):
        assert distance(run.parameters(rate, size, seed, 0), network(run, size, seed)) == 0


@pytest.mark.slow
def test_the_panel_s_whole_runs_keep_to_the_network_up_to_a_rate_of_5():
    """10,000 epochs each. At large rates a change of 1e-16 in NeuralNetwork's own start grows to 1."""
    rates, sizes = (0.5, 5), (1, 4, 16)
    run = sweep.train(X, Y, rates, sizes, seeds=[65])
    for rate, size, seed in positions(run):
        nn = network(run, size, seed)
        history = nn.train(X, Y, 10_000, rates[rate], print_every=0)
        assert distance(run.parameters(rate, size, seed, -1), nn) <= TOLERANCE
        assert np.abs(run.loss[rate, size, seed, :-1] - history.loss[::20]).max() <= TOLERANCE


@pytest.mark.slow
def test_the_panel_s_whole_runs_keep_to_the_lesson_s_four_lines_at_every_position_up_to_a_rate_of_5():
    """Their networks are stacked: one network after the other takes seven times as long."""
    grid = X, Y, RATES[:9], SIZES, [65]
    run, lesson = sweep.train(*grid), sweep.train(*grid, gradient=stacked_gradient)
    for position in positions(run):
        found, expected = run.parameters(*position, -1), lesson.parameters(*position, -1)
        assert max(apart(found[name], expected[name]) for name in NAMES) <= TOLERANCE
    assert np.abs(run.loss - lesson.loss).max() <= TOLERANCE


def test_float32_ends_where_float64_does():
    single, double = (
        sweep.train(X, Y, RATES[:9], SIZES, epochs=2_000, dtype=dtype) for dtype in (np.float32, np.float64)
    )
    assert np.median(np.abs(single.loss - double.loss)[..., -1]) < 1e-6
    assert single.loss.dtype == single.parameters(0, 0, 0, 0)["W1"].dtype == float
    assert not np.array_equal(single.loss, double.loss)


@pytest.mark.parametrize("loss", ["cross-entropy", "mse"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_network_is_lost_at_a_rate_of_100(loss, dtype):
    run = sweep.train(X, Y, [100], SIZES, seeds=range(5), loss=loss, dtype=dtype, stride=100)
    assert np.isfinite([run.loss, run.mse]).all()


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_overflows_is_infinite_and_never_missing(dtype, activation):
    start = {"W1": np.array([[8, -8]]), "b1": [[0]], "W2": [[1]], "b2": [[0]]}
    options = {"activation": activation, "dtype": dtype, "start": lambda n_hidden, seed: start}
    run = sweep.train(1e308 * X, Y, RATES, [1], epochs=40, **options)
    assert not np.isnan([run.loss, run.mse]).any()
    assert np.isinf(run.loss).any()


def test_the_records_and_their_shapes():
    run = sweep.Sweep(X, Y, RATES, [1, 3], seeds=[4, 5, 6], epochs=105, stride=20, snapshots=4)
    assert run.shape == (13, 2, 3)
    assert run.epochs.tolist() == [0, 20, 40, 60, 80, 100, 105]
    assert run.loss.shape == run.mse.shape == (13, 2, 3, 7)
    assert run.snapshot_epochs.tolist() == [0, 20, 40, 105]
    assert np.isnan([run.loss, run.mse]).all()
    assert run.reached.shape == run.shape
    assert run.reached.max() == run.done == 0
    assert run.parameters(0, 0, 0, 0) is None


def test_the_first_slice_trains_one_block_for_one_stride():
    run = sweep.Sweep(*MOONS, RATES, SIZES, seeds=range(3), epochs=60)
    share = next(run.steps())
    trained = run.reached == 20
    assert 0 < trained.sum() < trained.size
    assert share == run.done == pytest.approx(trained.mean() / 3)
    assert np.isfinite(run.loss[trained][:, :2]).all()
    assert np.isnan(run.loss[~trained]).all()
    assert np.isnan(run.loss[..., 2:]).all()


def test_blocks_take_turns():
    run = sweep.Sweep(*MOONS, RATES, SIZES, seeds=range(3), epochs=200)
    for share in run.steps():
        assert share == run.done
        assert np.ptp(run.reached) <= 20
    assert run.done == 1
    assert (run.reached == 200).all()
    assert not np.isnan(run.loss).any()


def test_the_preferred_block_comes_first_and_then_the_others():
    run = sweep.Sweep(*MOONS, RATES, SIZES, seeds=range(3), epochs=100)
    steps = run.steps()
    next(steps)
    run.prefer(12, 0, 2)
    for _ in range(5):
        assert run.reached[12, 0, 2] < 100
        next(steps)
    assert run.reached[12, 0, 2] == 100
    assert run.reached[0, 15, 0] == 20
    assert [*steps][-1] == run.done == 1


def test_a_look_needs_no_end():
    run, whole = (sweep.Sweep(X, Y, [0.5], [3], epochs=200, snapshots=11) for _ in range(2))
    for _ in zip(range(4), run.steps(), strict=False):
        pass
    sweep.train(whole)
    assert run.snapshot_epochs.tolist() == [0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 200]
    assert run.reached.item() == 80
    assert run.parameters(0, 0, 0, 5) is None
    for name, value in run.parameters(0, 0, 0, 4).items():
        assert np.array_equal(value, whole.parameters(0, 0, 0, 4)[name])


def same(run, other):
    """Whether two sweeps hold the same numbers, bit for bit."""
    pairs = (
        (run.parameters(*position, i)[name], other.parameters(*position, i)[name])
        for position in positions(run)
        for i in range(len(run.snapshot_epochs))
        for name in NAMES
    )
    curves = np.array_equal(run.loss, other.loss) and np.array_equal(run.mse, other.mse)
    return curves and all(np.array_equal(one, two) for one, two in pairs)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("step", [1, 30, 45, 100])
def test_an_interruption_anywhere_loses_only_its_slice(monkeypatch, dtype, step):
    grid = (*MOONS, RATES, [2, 9, 16], range(6), 60)
    whole, run = sweep.train(*grid, dtype=dtype), sweep.Sweep(*grid, dtype=dtype)
    calls, original = [], stack.Stack.step

    def interrupted(networks):
        calls.append(original(networks))
        if len(calls) == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(stack.Stack, "step", interrupted)
    with pytest.raises(KeyboardInterrupt):
        for _ in run.steps():
            pass
    for position in positions(run):
        written = run.epochs <= run.reached[position] if run.reached[position] else run.epochs < 0
        assert np.array_equal(~np.isnan(run.loss[position]), written)
    assert run.done < 1
    assert same(sweep.train(run), whole)


@pytest.fixture
def interruptible():
    """SIGINT raises KeyboardInterrupt, as in a kernel, also where a job in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_the_kernel_s_own_interrupt_leaves_a_run_that_goes_on():
    steps = []

    def gradient(X, y, parameters):
        steps.append(1)
        if len(steps) == 50:
            signal.raise_signal(signal.SIGINT)
        return stacked_gradient(X, y, parameters)

    run = sweep.Sweep(X, Y, [0.5, 1], [2], epochs=100, gradient=gradient)
    with pytest.raises(KeyboardInterrupt):
        for _ in run.steps():
            pass
    assert (run.reached == 40).all()
    assert same(sweep.train(run), sweep.train(X, Y, [0.5, 1], [2], epochs=100, gradient=stacked_gradient))


def stacked_gradient(X, y, parameters):
    """The gradient of the cross-entropy, by the lesson's four lines, with the networks on the first axis."""
    W1, b1, W2, b2 = (parameters[name] for name in NAMES)
    a1 = 1 / (1 + np.exp(-(W1 @ X + b1)))
    dz2 = (1 / (1 + np.exp(-(W2 @ a1 + b2))) - y) / y.size
    dz1 = W2.swapaxes(1, 2) @ dz2 * a1 * (1 - a1)
    gradients = {"dW2": dz2 @ a1.swapaxes(1, 2), "db2": dz2.sum(2, keepdims=True)}
    return gradients | {"dW1": dz1 @ X.T, "db1": dz1.sum(2, keepdims=True)}


def test_a_gradient_of_one_s_own_takes_the_place_of_the_built_in_one():
    grid = (*MOONS, [0.1, 2], [1, 4, 3], [0, 7], 60)
    ours, theirs = sweep.train(*grid), sweep.train(*grid, gradient=stacked_gradient)
    assert np.abs(ours.loss - theirs.loss).max() <= 1e-12
    for position in positions(ours):
        for name, value in ours.parameters(*position, -1).items():
            assert np.abs(value - theirs.parameters(*position, -1)[name]).max() <= 1e-12


@pytest.mark.parametrize("gradient", [None, stacked_gradient])
def test_rises_are_counted_at_every_step_also_across_the_slices_of_a_run(gradient):
    grid, options = (X, Y, [0.5, 10], [2, 4], [0, 7], 300), {"gradient": gradient}
    every = sweep.train(*grid, stride=1, **options)
    run = sweep.Sweep(*grid, stride=7, count_rises=True, **options)
    for _ in run.steps():
        pass
    rose = np.concatenate([np.zeros((2, 2, 2, 1)), np.diff(every.loss) > every.loss[..., :-1] * 1e-12], axis=-1)
    assert rose[1].any()
    np.testing.assert_array_equal(run.rises.cumsum(-1), rose.cumsum(-1)[..., run.epochs])
    assert not every.rises.any()  # nobody asked


def test_a_gradient_of_one_s_own_is_obeyed():
    def still(X, y, parameters):
        return {f"d{name}": np.ones_like(value) for name, value in parameters.items()}

    run = sweep.train(X, Y, [0.25], [3], epochs=8, stride=8, gradient=still)
    for name, value in run.parameters(0, 0, 0, 0).items():
        assert np.allclose(run.parameters(0, 0, 0, 1)[name], value - 2, rtol=0, atol=1e-15)


def test_a_start_of_one_s_own_takes_the_place_of_the_draws():
    def constant(n_hidden, seed):
        return {
            "W1": np.full((n_hidden, 2), 0.5),
            "b1": np.full((n_hidden, 1), seed),
            "W2": np.full((1, n_hidden), 0.25),
            "b2": [[2]],
        }

    run = sweep.train(X, Y, [0.5], [1, 4], seeds=[0, 3], epochs=40, start=constant)
    found = run.parameters(0, 1, 1, 0)
    assert all(np.array_equal(found[name], value) for name, value in constant(4, 3).items())
    nn = network(run, 1, 1)
    vars(nn).update({name: np.array(value, float) for name, value in constant(4, 3).items()})
    nn.train(X, Y, 40, 0.5, print_every=0)
    assert distance(run.parameters(0, 1, 1, -1), nn) <= TOLERANCE


def test_memory_is_that_of_the_blocks(monkeypatch):
    """The activations of the whole grid would take 330 MB."""
    X, y = datasets.moons(1000, 0.1)
    run = sweep.Sweep(X, y, RATES, SIZES, seeds=range(12), epochs=2, stride=1, snapshots=0, dtype=np.float32)
    tracemalloc.start()
    try:
        sweep.train(run)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 12e6
    assert run.snapshot_epochs.size == 0


def test_only_the_end_can_be_kept():
    run = sweep.train(X, Y, [0.5], [4], epochs=50, stride=50, snapshots=1)
    assert run.epochs.tolist() == [0, 50]
    assert run.snapshot_epochs.tolist() == [50]
    every = sweep.train(X, Y, [0.5], [4], epochs=50, stride=7)
    assert np.array_equal(every.loss[..., -1], run.loss[..., -1])
    assert np.array_equal(every.parameters(0, 0, 0, -1)["W1"], run.parameters(0, 0, 0, 0)["W1"])


@pytest.mark.parametrize(
    ("epochs", "stride", "snapshots"), [(10_000, 20, 41), (10_000, 20, 501), (10_000, 20, 2), (7, 20, 41), (3, 1, 3)]
)
def test_snapshots_stand_at_records_and_lie_densest_at_the_start(epochs, stride, snapshots):
    run = sweep.Sweep(X, Y, [1], [1], epochs=epochs, stride=stride, snapshots=snapshots)
    assert run.snapshot_epochs[0] == 0
    assert run.snapshot_epochs[-1] == epochs
    assert len(run.snapshot_epochs) == min(snapshots, len(run.epochs))
    assert np.isin(run.snapshot_epochs, run.epochs).all()
    gaps = np.diff(run.snapshot_epochs)
    assert (gaps > 0).all()
    assert len(gaps) < 40 or gaps[-1] >= gaps[0]


def test_progress_is_a_bar_that_reaches_its_end(capsys):
    sweep.train(X, Y, [0.5, 1], [1, 2], epochs=500, progress=True)
    bar = capsys.readouterr().err
    assert "100%" in bar
    assert "2.00k/2.00k" in bar
    sweep.train(X, Y, [0.5], [1], epochs=40)
    assert capsys.readouterr() == ("", "")


def given(**changes):
    """The arguments of a small sweep, with changes."""
    return {"X": X, "y": Y, "learning_rates": [0.5], "hidden_sizes": [2], "epochs": 40} | changes


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"X": [[0, 1], [0]]}, ValueError, "X has rows of different lengths"),
        ({"X": X[0]}, ValueError, r"X has shape \(4,\)"),
        ({"X": X.T}, ValueError, r"X has shape \(4, 2\) and y \(1, 4\)"),
        ({"X": X * np.nan}, ValueError, "X has NaN"),
        ({"y": Y.T}, ValueError, "y has 4 rows"),
        ({"y": 2 * Y}, ValueError, "cross-entropy needs targets from 0 to 1"),
        ({"learning_rates": 0.5}, TypeError, "learning_rates must be a list"),
        ({"learning_rates": []}, ValueError, "learning_rates is empty"),
        ({"learning_rates": [0.5, 0]}, ValueError, r"learning_rates\[1\] must be positive"),
        ({"hidden_sizes": [2, 1.5]}, TypeError, r"hidden_sizes\[1\] must be a whole number"),
        ({"hidden_sizes": [0]}, ValueError, r"hidden_sizes\[0\] must be at least 1"),
        ({"hidden_sizes": "12"}, TypeError, "hidden_sizes must be a list"),
        ({"seeds": 3}, TypeError, "seeds must be a list"),
        ({"seeds": [-1]}, ValueError, r"seeds\[0\] must be at least 0"),
        ({"epochs": 0}, ValueError, "epochs must be at least 1"),
        ({"stride": 0}, ValueError, "stride must be at least 1"),
        ({"snapshots": -1}, ValueError, "snapshots must be at least 0"),
        ({"snapshots": None}, TypeError, "snapshots must be a whole number"),
        ({"loss": "hinge"}, ValueError, "loss is 'hinge'"),
        ({"activation": "softmax"}, ValueError, "activation is 'softmax'"),
        ({"dtype": int}, ValueError, "dtype is"),
        ({"start": "zeros"}, TypeError, "start must be a function"),
        ({"gradient": 1}, TypeError, "gradient must be a function"),
    ],
)
def test_an_argument_that_cannot_be_is_named(changes, kind, words):
    with pytest.raises(kind, match=words):
        sweep.Sweep(**given(**changes))


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "start gave nothing"),
        ({"W1": [[1, 1]], "b1": [[0]], "W2": [[1]]}, "start gave W1, b1, W2: give"),
        (
            {"W1": [[1], [1]], "b1": [[0]], "W2": [[1]], "b2": [[0]]},
            r"start gave W1 of shape \(2, 1\), expected \(1, 2\)",
        ),
        ({"W1": [[1, np.inf]], "b1": [[0]], "W2": [[1]], "b2": [[0]]}, "W1 of start has NaN or infinite"),
    ],
)
def test_a_start_that_does_not_fit_is_named(parameters, words):
    with pytest.raises(ValueError, match=words):
        sweep.train(**given_to_train(hidden_sizes=[1], start=lambda n_hidden, seed: parameters))


def given_to_train(**changes):
    arguments = given(**changes)
    return {"run": arguments.pop("X")} | arguments


def test_a_gradient_of_the_wrong_shape_is_named():
    def flat(X, y, parameters):
        return {f"d{name}": value[0] for name, value in parameters.items()}

    with pytest.raises(ValueError, match=r"gradient gave dW1 of shape \(2, 2\), expected \(1, 2, 2\)"):
        sweep.train(**given_to_train(gradient=flat))


def test_what_is_handed_in_may_change_afterwards():
    mine, run = X.copy(), sweep.train(X, Y, [0.5], [2], epochs=40)
    other = sweep.Sweep(mine, Y, [0.5], [2], epochs=40)
    mine[:] = 7
    assert same(sweep.train(other), run)
