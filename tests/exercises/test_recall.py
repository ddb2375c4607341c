"""Recall: each generator drawn a thousand times, its one right answer computed again from the question alone."""

import math
import re
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from statistics import median
from time import perf_counter

import notebook_rules as rules
import numpy as np
import pytest
import student_view
from refresh import FOLDER

from backprop import NeuralNetwork, checks, datasets, losses, scalar
from backprop.activations import sigmoid, softmax
from backprop.exercises import bugs, recall
from backprop.exercises.predictions import Prediction

X, Y = datasets.xor()
DRAWS = 1000
EVERY = [pytest.param(draw, id=f"{book:02}-{draw.__name__}") for book in range(12) for draw in recall.generators(book)]
ORACLES = {}  # name of a generator: what gives the right choice, or its number, from the question and its choices


def oracle(function):
    ORACLES[function.__name__] = function
    return function


def numbers(text):
    """Every number of a text, as floats: not the digits of a name such as w1."""
    found = re.findall(r"(?<![\w.])[−+-]?\d+(?:,\d{3})*(?:\.\d+)?(?:e-\d+)?(?![\w])", text)
    return [float(number.replace("−", "-").replace(",", "")) for number in found]


def value(choice):
    """The number of a choice, after its last equals sign; None if it is no number."""
    last = choice.rpartition("= ")[2].replace("−", "-").replace(",", "")
    try:
        return float(Fraction(last))
    except ValueError:
        return None


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


def loss(name, a, y):
    """The loss of sigmoid outputs as the package has it, mean over the examples."""
    z = np.log(np.atleast_2d(a) / (1 - np.atleast_2d(a)))
    return losses.LOSSES[name].value(z, np.atleast_2d(y).astype(float), sigmoid)


def delta(name, z, y):
    """∂J/∂z of one sigmoid output, measured."""
    return slope(lambda z: loss(name, 1 / (1 + np.exp(-z)), y), z, 1e-4)


# 00


@oracle
def mean_squared_error(text, choices):
    return np.mean(np.square(numbers(text)))


@cache
def tables_of_lines():
    """The truth tables that lines give, from a grid of 729 of them."""
    w = np.array(list(product(np.arange(-1, 1.1, 0.25), repeat=3)))
    return {tuple(side) for side in (w @ np.vstack([X, np.ones(4)]) > 0).astype(int)}


@oracle
def separable(text, choices):
    return next(table for table in choices if tuple(map(int, table.split(", "))) not in tables_of_lines())


@oracle
def constant_answer(text, choices):
    c = float(re.search(r"answers ([\d.]+) to", text)[1])
    return np.mean((c - Y) ** 2)


@oracle
def opposite_corners(text, choices):
    answers = numbers(re.sub(r"\([^)]*\)", "", text))
    w = np.linalg.solve([[0, 0, 1], [1, 1, 1], [0, 1, 1]], answers)
    return w @ [1, 0, 1]


# 01


@oracle
def weighted_sum(text, choices):
    w1, w2, b, x1, x2 = numbers(text)
    return np.dot([w1, w2], [x1, x2]) + b


@oracle
def shape(text, choices):
    n_features, n_hidden, n = map(int, numbers(text))
    nn = NeuralNetwork(n_features, n_hidden, 1, rng=0)
    nn.forward(np.zeros((n_features, n)))
    return str(getattr(nn, text.rstrip("?").split()[-1]).shape)


@oracle
def parameters(text, choices):
    sizes = map(int, re.search(r"(\d+)-(\d+)-(\d+)", text).groups())
    return sum(value.size for value in NeuralNetwork(*sizes, rng=0).parameters.values())


# 02


@oracle
def small_change(text, choices):
    at_w, h = numbers(text)
    return (lambda w: at_w * w)(3 + h) - at_w * 3


@oracle
def step(text, choices):
    w, at_w, rate = numbers(text)
    theta = np.array([w])
    theta -= rate * at_w
    return theta[0]


@oracle
def central_difference(text, choices):
    h = float(re.search(r"w \+ ([\d.]+)", text)[1])
    upper, lower = map(float, re.findall(r"= ([\d.]+\d)", text))
    return np.polyfit([-h, h], [lower, upper], 1)[0]


@oracle
def cost_of_differences(text, choices):
    return len([move for parameter in range(int(numbers(text)[0])) for move in (-1, 1)])


# 03


@oracle
def along_a_path(text, choices):
    return np.prod(numbers(text))


@oracle
def where_paths_meet(text, choices):
    shares = numbers(text)
    return slope(lambda a: sum(share * a for share in shares), 0.3)


@oracle
def slope_of_sigmoid(text, choices):
    return slope(lambda z: 1 / (1 + math.exp(-z)), numbers(text)[0])


# 04


@oracle
def output_delta(text, choices):
    n, a, y = numbers(text)
    return delta("cross-entropy", math.log(a / (1 - a)), y) / n


@oracle
@cache
def matrix_product(text, choices):
    sizes = [eval(pair) for pair in re.findall(r"\(\d+, \d+\)", text)]
    (n_features, n), (n_hidden, _), (n_outputs, _), _ = sizes
    rng = np.random.default_rng(0)
    nn, x = NeuralNetwork(n_features, n_hidden, n_outputs, rng=rng), rng.standard_normal((n_features, n))
    y = rng.integers(0, 2, (n_outputs, n)).astype(float)
    nn.forward(x)
    dz2 = (nn.a2 - y) / n
    known = {"X": x, "a1": nn.a1, "W2": nn.W2, "dz2": dz2, "dz1": (nn.W2.T @ dz2) * nn.a1 * (1 - nn.a1)}
    through = lambda a1: loss("cross-entropy", sigmoid(nn.W2 @ a1 + nn.b2), y)  # noqa: E731
    wanted = nn.gradients(x, y) | {"da1": checks.numerical_gradient(through, nn.a1)}
    name = re.search(r"is (\w+)\?$", text)[1]
    fits = [choice for choice in choices if same(choice, known, wanted[name])]
    assert len(fits) == 1
    return fits[0]


def same(line, known, wanted):
    try:
        found = eval(line, dict(known))
    except ValueError:
        return False
    return found.shape == wanted.shape and np.allclose(found, wanted, atol=1e-8)


@oracle
def bias_gradient(text, choices):
    dz = np.array(numbers(text.partition("They")[0]))
    return slope(lambda b: np.sum(dz * b), 0.7)


@oracle
def what_it_is(text, choices):
    return "It computes the gradient of the loss and changes no weight."


# 05


@oracle
def relative_error(text, choices):
    true = np.array([0.3, -0.2, 0.1])
    return checks.relative_error(numbers(text)[0] * true, true)


@oracle
@cache
def wrong_line(text, choices):
    stopped = set(re.findall(r"d[Wb][12]", text.partition("passes")[0]))
    rng = np.random.default_rng(5)
    nn = NeuralNetwork(2, 4, 1, loss="mse", rng=rng)
    nn.b1 = rng.standard_normal((4, 1))
    right, fits = bugs.RIGHT.gradients(X, Y, nn.parameters), []
    for name in choices:
        found = bugs.Bug(name, {name: f"1.5 * ({bugs.LINES[name]})"}).gradients(X, Y, nn.parameters)
        if {block for block in right if not np.allclose(found[block], right[block], rtol=1e-9)} == stopped:
            fits.append(name)
    assert len(fits) == 1
    return fits[0]


@oracle
def tolerance(text, choices):
    error = float(re.search(r"\de-\d+(?= in)", text)[0])
    assert error < 1e-7 or error > 1e-3
    return "The gradient is right at this point." if error < 1e-6 else "A line of the gradient is wrong."


@oracle
def falling_loss(text, choices):
    return "Very little: wrong gradients often make the loss fall too."


# 06


@oracle
def cross_entropy(text, choices):
    a, y = numbers(text)
    return loss("cross-entropy", a, y)


@oracle
def two_deltas(text, choices):
    a, y = numbers(text)[:2]
    name = "mse" if "squared" in text else "cross-entropy"
    return delta(name, math.log(a / (1 - a)), y)


@oracle
def saturated(text, choices):
    a, y = numbers(text)
    z = math.log(a / (1 - a))
    squared, entropy = (abs(delta(name, z, y)) for name in ("mse", "cross-entropy"))
    assert entropy > 100 * squared
    return "The cross-entropy"


@oracle
@cache
def minimised(text, choices):
    line = re.search(r"computes dz2 = (.+?)\. Which", text)[1]
    z, y = np.array([[0.4, -1.2, 2.0]]), np.array([[1.0, 0.0, 0.0]])
    dz2 = eval(line, {"a2": sigmoid(z), "y": y, "n": 3})
    fits = {
        says: np.allclose(dz2, checks.numerical_gradient(lambda z: loss(name, sigmoid(z), y), z), atol=1e-8)  # noqa: B023
        for says, name in {"The mean squared error": "mse", "The cross-entropy": "cross-entropy"}.items()
    }
    assert sum(fits.values()) == 1
    return max(fits, key=fits.get)


# 07


@oracle
def first_step(text, choices):
    g1, g2, rate = numbers(text)
    plane = lambda theta: g1 * theta[0] + g2 * theta[1]  # noqa: E731
    return plane([1 - rate * g1, 2 - rate * g2]) - plane([1, 2])


@oracle
def bowl(text, choices):
    curvature, rate = (float(number) for number in re.search(r"½ · (\S+) · w².*η = ([\d.]+)\.", text).groups())
    walk = [1.0]
    for _ in range(6):
        walk.append(walk[-1] - rate * curvature * walk[-1])
    crosses = all(a * b < 0 for a, b in pairwise(walk))
    nearer = all(abs(b) < abs(a) for a, b in pairwise(walk))
    if crosses:
        return f"It jumps across 0 and {'comes nearer' if nearer else 'gets further away'} each time."
    assert nearer
    return "It approaches 0 from one side."


@oracle
def kind_of_curve(text, choices):
    curve = np.array(numbers(text))
    changes = np.diff(curve)
    if (changes > 0).any():
        assert (changes[:-1] * changes[1:] < 0).all()
        return "Oscillating"
    if curve[-1] < 0.1:
        return "Good"
    return "Stuck" if (changes[-3:] == 0).all() else "Slow"


# 08


@oracle
@cache
def height_of_plateau(text, choices):
    targets = np.array(numbers(text))
    answers = np.linspace(0, 1, 601)
    return np.min(np.sum((answers[:, None] - targets) ** 2, axis=1)) / 4


@oracle
@cache
def equal_rows(text, choices):
    n_hidden = int(re.search(r"2-(\d+)-1", text)[1])
    constant = float(re.search(r"start at ([\d.]+) ", text)[1])
    nn = NeuralNetwork(2, n_hidden, 1, rng=0)
    nn.W1, nn.W2 = np.full_like(nn.W1, constant), np.full_like(nn.W2, constant)
    nn.train(X, Y, 300, 0.5, print_every=0)
    assert (np.ptp(nn.W1, axis=0) == 0).all()
    return "None: all rows are equal."


@oracle
def merged_weight(text, choices):
    n, weight, bias = numbers(text)
    many = NeuralNetwork(2, int(n), 1, start="constant")
    many.W2, many.b2 = np.full_like(many.W2, weight), np.array([[bias]])
    z = math.log(many.forward(X)[0, 1] / (1 - many.forward(X)[0, 1]))
    return (z - bias) / many.a1[0, 1]


@oracle
def existence(text, choices):
    assert sum(numbers(text)[i] for i in (0, 2)) == 100
    return "Good weights exist, but training does not reach them from every start."


# 09


@oracle
def bound(text, choices):
    layers, norm = map(int, numbers(text))
    steepest = max(sigmoid.slope(z) for z in np.linspace(-3, 3, 7))
    delta = 1.0
    for _ in range(layers):
        delta *= steepest * norm
    return delta


@oracle
def dead_units(text, choices):
    z = np.array([numbers(row) for row in re.findall(r"\(([^()]+)\)", text)])
    assert z.shape == (4, 4)
    return (np.maximum(z, 0) == 0).all(axis=1).sum()


@oracle
def scale(text, choices):
    n_in, n_out = map(int, numbers(text)[:2])
    keeps = [c for c in choices if Fraction(c) * n_in / 2 == 1]
    assert len(keeps) == 1
    assert n_in != n_out
    return keeps[0]


# 10


@oracle
def product_rule(text, choices):
    u, v, dp = map(scalar.Value, numbers(text))
    end = u * v * dp
    scalar.backward(end)
    return u.grad


@oracle
def missing_plus(text, choices):
    e = scalar.Value(numbers(text)[0])
    scalar.backward(e * e, adds=False)
    return e.grad


@oracle
def never_cleared(text, choices):
    g, walks = numbers(text)[:2]
    grad = 0.0
    for _ in range(int(walks)):
        grad += g
    return grad


@oracle
def walks_back(text, choices):
    return 1


# 11


@oracle
def largest_share(text, choices):
    return softmax(np.log(np.array(numbers(text))[:, None])).max()


@oracle
def softmax_delta(text, choices):
    *shares, truth, _, asked = numbers(text)
    z, move = np.log(np.array(shares)), np.eye(3)[int(asked) - 1]
    surprise = lambda t: -np.log(softmax((z + t * move)[:, None])[int(truth) - 1, 0])  # noqa: E731
    return slope(surprise, 0.0)


@oracle
def steps_in_an_epoch(text, choices):
    n, size = map(int, numbers(text))
    return len(range(0, n, size))


@oracle
def kept_epoch(text, choices):
    _, *curve, patience = numbers(text)
    best = 0
    for epoch, reached in enumerate(curve):
        best = epoch if reached < curve[best] else best
        if epoch - best == patience:
            return best
    raise AssertionError("it never stops")


# Every generator


@cache
def drawn(draw):
    """A thousand draws, and the seconds that each took."""
    rng, found, seconds = np.random.default_rng(14), [], []
    for _ in range(DRAWS):
        before = perf_counter()
        found.append(draw(rng))
        seconds.append(perf_counter() - before)
    return found, seconds


@pytest.mark.parametrize("draw", EVERY)
def test_one_choice_is_right_and_it_is_the_answer(draw):
    for asked in drawn(draw)[0]:
        truth = ORACLES[draw.__name__](asked.question, asked.choices)
        if isinstance(truth, str):
            right = [choice for choice in asked.choices if choice == truth]
        else:
            right = [choice for choice in asked.choices if math.isclose(value(choice), truth, rel_tol=0.01)]
        assert right == [asked.answer], asked.question


@pytest.mark.parametrize("draw", EVERY)
def test_choices_differ_as_texts_and_as_numbers(draw):
    for asked in drawn(draw)[0]:
        assert 3 <= len(set(asked.choices)) == len(asked.choices) <= 4
        known = [value(choice) for choice in asked.choices]
        if None not in known:
            assert len({f"{number:.5g}" for number in known}) == len(known), asked.choices


@pytest.mark.parametrize("draw", EVERY)
def test_each_choice_has_its_own_explanation_in_whole_sentences(draw):
    for asked in drawn(draw)[0]:
        assert isinstance(asked, Prediction)
        assert list(asked.why) == [asked.answer, *(c for c in asked.why if c != asked.answer)]
        assert set(asked.why) == set(asked.choices)
        for why in asked.why.values():
            assert re.match(r"[A-Z\d]|z |σ|[a-z]+[12] ", why), why
            assert why.endswith(".")
            assert len(why.split()) >= 5
            assert not re.search(r"[$`]|\*\*[^ ]|</?\w|nan|  |\.\.", why), why


@pytest.mark.parametrize("draw", EVERY)
def test_a_question_is_one_plain_line_that_does_not_name_its_answer_alone(draw):
    for asked in drawn(draw)[0]:
        assert asked.question.rstrip(")").endswith(("?", ".")), asked.question
        assert "\n" not in asked.question + "".join(asked.choices)
        assert not re.search(r"[$`]|nan|  |0000000|99999999", asked.question + " ".join(asked.choices)), asked.question
        named = [
            choice for choice in asked.choices if len(choice.split()) > 1 and student_view.holds(asked.question, choice)
        ]
        assert named != [asked.answer]


@pytest.mark.parametrize("draw", EVERY)
def test_the_answer_stands_at_every_place_alike(draw):
    found = drawn(draw)[0]
    for place in range(len(found[0].choices)):
        share = np.mean([asked.choices.index(asked.answer) == place for asked in found])
        assert abs(share - 1 / len(found[0].choices)) < 0.06


@pytest.mark.parametrize("draw", EVERY)
def test_numbers_are_drawn_anew(draw):
    texts = {asked.question for asked in drawn(draw)[0]}
    assert len(texts) >= (1 if draw.__name__ in ("what_it_is", "separable") else 4)
    assert len({(asked.question, asked.choices) for asked in drawn(draw)[0]}) >= 20


@pytest.mark.parametrize("draw", EVERY)
def test_a_draw_takes_no_time(draw):
    assert median(drawn(draw)[1]) < 1e-3


def test_the_longest_choice_is_not_the_one_to_choose():
    worded = [asked for each in EVERY for asked in drawn(each.values[0])[0][:200] if value(asked.answer) is None]
    longest = [asked.answer == max(asked.choices, key=len) for asked in worded]
    assert np.mean(longest) < 0.5


def test_every_generator_has_an_oracle_and_every_notebook_three():
    names = [each.values[0].__name__ for each in EVERY]
    assert sorted(names) == sorted(ORACLES)
    assert all(len(recall.generators(book)) >= 3 for book in range(12))
    assert len(names) >= 36


# In the notebooks


@pytest.mark.parametrize("path", sorted(FOLDER.glob("[0-9]*.ipynb")), ids=lambda path: path.name)
def test_every_notebook_from_02_on_asks_for_its_own_recall_and_before_its_first_section(path):
    nb = rules.Notebook(path)
    asked = [(cell, number) for cell in nb.code for number in student_view.calls(cell, "recall")]
    assert [number for _, number in asked] == ([path.name[:2]] if path.name[:2] >= "02" else [])
    for cell, number in asked:
        assert cell.source == f'sliders.recall("{number}")'
        assert any(cell in section for section in nb.sections()[1:3]), "the questions stand before the first section"


# The spacing


@pytest.mark.parametrize(
    ("notebook", "books"),
    [("02", (1, 0, 0)), ("03", (2, 1, 0)), ("04", (3, 2, 0)), ("05", (4, 3, 1)), (6, (5, 4, 2)), ("12", (11, 10, 8))],
)
def test_questions_come_from_one_two_and_four_notebooks_before(notebook, books):
    assert recall.earlier(notebook) == books
    known = {book: set().union(*map(patterns, recall.generators(book))) for book in books}
    for seed in range(30):
        asked = recall.questions(notebook, np.random.default_rng(seed))
        assert len({each.question for each in asked}) == 3
        for each, book in zip(asked, books, strict=True):
            assert pattern(each.question) in known[book]


@cache
def patterns(draw):
    return {pattern(asked.question) for asked in drawn(draw)[0]}


def pattern(text):
    """The words of a question round its numbers: they tell which generator it is from."""
    return re.sub(r"[−+-]?[\d.,]+(?:e-\d+)?", "#", text)


@pytest.mark.parametrize("notebook", ["00", "01", "13", "five", "", None, -2, 5.5])
def test_a_notebook_without_recall_is_an_error(notebook):
    with pytest.raises(ValueError, match='give one from "02" to "12"'):
        recall.earlier(notebook)


def test_a_seed_gives_the_same_questions_again_and_another_one_others():
    first, again, other = (recall.questions("07", np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other
