"""What several test files share."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

os.environ["BACKPROP_PROGRESS"] = "off"  # no verdict of a test is kept, nor one of the notebooks that tests run


@pytest.fixture(scope="session")
def absent():
    """absent(variable, what) skips the test; where the environment sets that variable to 1, it fails the test."""

    def absent(variable, what):
        (pytest.fail if os.environ.get(variable) == "1" else pytest.skip)(what)

    return absent


def pytest_collection_modifyitems(items):
    """The file with the longest test first, or one worker would end alone with it."""
    items.sort(key=lambda item: item.path.name != "test_sweep.py")
