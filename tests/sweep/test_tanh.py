"""The form of 1 + tanh for processors without AVX-512: the same numbers, and the units that are off stay off."""

import numpy as np
import pytest

from backprop import datasets
from backprop.sweep import Sweep, stack, tanh, train

X, Y = datasets.xor()


def grid(slow, monkeypatch, **options):
    monkeypatch.setattr(tanh, "is_slow", lambda dtype: slow)
    return Sweep(X, Y, (0.05, 0.5, 2), (1, 2, 3, 7, 16), epochs=600, **options)


def test_the_two_forms_agree():
    v = np.concatenate([np.linspace(-40, 40, 20_001), [-1e6, -20, 0, 1e-9, 20, 1e6]])
    plain, power = v.copy(), v * tanh.FACTOR
    tanh.by_tanh(plain)
    with np.errstate(over="ignore"):
        tanh.by_power(power)
    np.testing.assert_allclose(power, plain, rtol=0, atol=1e-15)


@pytest.mark.parametrize("loss", ["cross-entropy", "mse"])
def test_a_sweep_gives_the_same_numbers_with_either(monkeypatch, loss):
    plain, power = (grid(slow, monkeypatch, loss=loss) for slow in (False, True))
    train(plain)
    monkeypatch.setattr(tanh, "is_slow", lambda dtype: True)
    train(power)
    np.testing.assert_allclose(power.loss, plain.loss, rtol=0, atol=1e-12)
    np.testing.assert_allclose(power.mse, plain.mse, rtol=0, atol=1e-12)


def test_it_goes_on_from_a_state_as_if_it_had_not_stopped(monkeypatch):
    whole, cut = (grid(True, monkeypatch, stride=100) for _ in range(2))
    train(whole)
    for _ in cut.steps(records=1):
        pass
    np.testing.assert_array_equal(cut.loss, whole.loss)


def test_what_is_off_costs_no_power(monkeypatch):
    sweep = grid(True, monkeypatch)
    (block,) = sweep._blocks
    networks = stack.Stack(sweep.problem, sweep._started(block), block.rates)
    on = 3 * (1 + 2 + 3 + 7 + 16) * 4
    assert on <= networks.packed.size < networks.s.size * 0.7
    assert (networks.state()[0][-1] == stack.OFF).sum() == networks.V1[-1].size - on // 4


def test_the_form_is_chosen_by_processor_and_kind_of_number(monkeypatch):
    monkeypatch.setattr(tanh.platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(tanh.platform, "libc_ver", lambda: ("glibc", "2.36"))
    found = {}
    for avx512 in (False, True):
        monkeypatch.setattr(tanh, "has_avx512", lambda avx512=avx512: avx512)
        found[avx512] = [tanh.is_slow(np.dtype(dtype)) for dtype in (np.float32, np.float64)]
    assert found == {False: [False, True], True: [False, False]}
    monkeypatch.setattr(tanh.platform, "machine", lambda: "arm64")
    monkeypatch.setattr(tanh, "has_avx512", lambda: False)
    assert not tanh.is_slow(np.dtype(np.float64))
