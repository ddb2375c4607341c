"""The network of the start page learns as the package's does, number by number."""

import json

import numpy as np
import pytest

from backprop import NeuralNetwork, datasets, sweep

pytestmark = pytest.mark.slow

EPOCHS = [0, 100, 10_000]  # the loss before the first step, and after so many
RATES = (0.01, 0.5, 1)
SIZES = (1, 4, 16)
LOSSES = ("cross-entropy", "mse")
X, Y = datasets.xor()


@pytest.fixture(scope="module")
def starts(site):
    return json.loads((site / "live" / "starts.json").read_text(encoding="utf-8"))


def test_it_starts_from_the_weights_of_the_package(starts):
    for seed, weights in zip(starts["seeds"], starts["weights"], strict=True):
        for size, numbers in zip(starts["sizes"], weights, strict=True):
            network = NeuralNetwork(2, size, 1, rng=seed)
            assert numbers == [*network.W1.ravel(), *network.b1.ravel(), *network.W2.ravel(), *network.b2.ravel()]


def test_its_losses_are_those_of_the_package(site, starts, node, tmp_path):
    cases = [(size, rate, loss) for size in SIZES for rate in RATES for loss in LOSSES]
    weights = {size: starts["weights"][0][starts["sizes"].index(size)] for size in SIZES}
    jobs = tmp_path / "jobs.json"
    jobs.write_text(json.dumps([[weights[size], rate, loss, EPOCHS] for size, rate, loss in cases]))
    expected = {loss: sweep.train(X, Y, RATES, SIZES, starts["seeds"][:1], stride=100, loss=loss) for loss in LOSSES}
    for (size, rate, loss), found in zip(cases, node("train.mjs", site, jobs), strict=True):
        losses = expected[loss].loss[RATES.index(rate), SIZES.index(size), 0]
        np.testing.assert_allclose(found, [losses[epoch // 100] for epoch in EPOCHS], rtol=1e-9)


def test_it_trains_by_itself_and_a_move_trains_it_again(address, browser):
    page = browser.new_page(viewport={"width": 900, "height": 1000})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/index.html")
    page.wait_for_function("() => window.backpropStart?.epoch() === 10000")
    first = page.locator("#sentence").inner_text()
    page.get_by_role("slider", name="Hidden units").focus()
    page.keyboard.press("Home")
    page.wait_for_function("() => window.backpropStart.epoch() === 10000")
    assert "1 hidden unit," in page.locator("#sentence").inner_text() != first
    assert page.locator("#spoken").inner_text() == page.locator("#sentence").inner_text()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
