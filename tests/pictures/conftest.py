"""Every figure that a test of this folder makes into a Picture keeps the rules for figures."""

import pytest
from picture_rules import breaches

from backprop.pictures import picture


@pytest.fixture(autouse=True)
def readable_figures(request, monkeypatch):
    made, original = [], picture.Picture.__init__

    def remember(self, *arguments, **named):
        original(self, *arguments, **named)
        made.append(self.figure)

    monkeypatch.setattr(picture.Picture, "__init__", remember)
    yield
    if "test_figures_" in request.node.nodeid:
        assert not [sentence for figure in made for sentence in breaches(figure)]
