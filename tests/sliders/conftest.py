"""What the tests of several panels share."""

from functools import cache
from importlib import import_module

import pytest

from backprop.sliders import trained_grid


@pytest.fixture(scope="module")
def trained_once():
    """A setting that several tests of a module come back to is trained for the first of them only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module("backprop.sliders.learning_rate"), "Grid", cache(trained_grid.Grid))
        yield
