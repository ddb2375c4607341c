"""How a table of bad inputs is tested: each call raises exactly its exception, with all of its words."""

import pytest


def refuse(call, exception, *words):
    """The call raises exactly this exception, and its message has all the words."""
    with pytest.raises(exception) as caught:
        call()
    assert caught.type is exception
    for part in words:
        assert part in str(caught.value)


def cases(table):
    """The rows of {name: (call, exception, *words)} as pytest's parameters."""
    return [pytest.param(call, exception, words, id=name) for name, (call, exception, *words) in table.items()]
