"""What several test files share."""

import os

import pytest

os.environ["BACKPROP_PROGRESS"] = "off"  # no verdict of a test is kept, nor one of the notebooks that tests run


@pytest.fixture(scope="session")
def absent():
    """absent(variable, what) skips the test; where the environment sets that variable to 1, it fails the test."""

    def absent(variable, what):
        (pytest.fail if os.environ.get(variable) == "1" else pytest.skip)(what)

    return absent
