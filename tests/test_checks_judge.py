"""The judge calls right what is right, and every known mistake by its name."""

import pytest
from judge_cases import cases, fault

from backprop import checks

CASES = {name: case for name, *case in cases()}


def test_no_two_cases_share_a_name():
    assert len(CASES) == len(list(cases()))


@pytest.mark.parametrize("name", CASES)
def test_verdict(name):
    assert fault(checks, *CASES[name]) is None
