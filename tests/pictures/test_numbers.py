"""Numbers as words: the true minus, no −0, and as many digits as were asked for."""

import numpy as np
import pytest

from backprop.pictures import numbers


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: numbers.plain(-0.25, 2), "−0.25"),
        (lambda: numbers.plain(-0.001, 2), "0.00"),
        (lambda: numbers.plain(np.float64(2.675), 1), "2.7"),
        (lambda: numbers.signed(0.25, 3), "+0.250"),
        (lambda: numbers.signed(-0.0, 1), "+0.0"),
        (lambda: numbers.signed(-1e-9, 6), "+0.000000"),
        (lambda: numbers.signed(-6.43e99, 1), "−6.4e+99"),
        (lambda: numbers.plain(1234567.0, 2), "1.2e+06"),
        (lambda: numbers.plain(123456.0, 1), "123456.0"),
        (lambda: numbers.power(-2.5e-7, 1), "−2.5e−7"),
        (lambda: numbers.power(3e-12, 0), "+3e−12"),
        (lambda: numbers.power(0.0, 2), "0"),
        (lambda: numbers.significant(2.5e-7, 2), "2.5e−7"),
        (lambda: numbers.significant(-0.18333, 2), "−0.18"),
        (lambda: numbers.significant(12345, 2), "1.2e4"),
        (lambda: numbers.significant(0, 2), "0"),
        (lambda: numbers.shortest(-0.5, 2), "−0.5"),
        (lambda: numbers.shortest(np.float64(1), 2), "1"),
        (lambda: numbers.shortest(-0.001, 2), "0"),
    ],
)
def test_a_number_is_written_so(call, text):
    assert call() == text
