"""The one way of testing a judge: right answers are correct, unwritten ones not yet, and each mistake is named."""

import contextlib
import io
import math
import re
from types import SimpleNamespace
from unittest import mock

import pytest
from exercise_texts import SETUP, SOLUTIONS, STUBS

from backprop import checks
from backprop.checks import search


def said(capsys, number, answer):
    """What a learner reads of an answer to an exercise."""
    checks.exercise(number, answer)
    return capsys.readouterr().out


def handed_over(cell):
    """The answer that a cell, run after the notebook's set-up, hands to the judge."""
    given = []
    names = {}
    exec(SETUP, names)
    names["checks"] = SimpleNamespace(exercise=lambda number, answer: given.append(answer))
    exec(cell, names)
    return given[0]


def replaced(text, pieces):
    """`text` without comments and with each piece replaced; a piece that is not there is a mistake of the test."""
    text = _without_comments(text)
    for old, new in pieces:
        piece = _without_comments(old)
        assert piece in text, f"{piece!r} is not in the solution"
        text = text.replace(piece, new)
    return text


def _without_comments(code):
    return re.sub(r"[ \t]+#[^\n]*", "", code)


def solution(number, pieces=()):
    """The answer of an exercise's solution, with some pieces of its text replaced."""
    return handed_over(replaced(SOLUTIONS[number], pieces))


def stub(number):
    """The answer as it is handed out."""
    return handed_over(STUBS[number])


def fault(judge, number, answer, kind, words=""):
    """What is wrong with a verdict of `judge`, a `backprop.checks`, or None; every part of the words must be said.

    The search has time without end here: on a slow or busy machine it would give up sooner.
    """
    judge.exercises._results.clear()  # what was solved before stays solved
    endless = mock.patch.object(search, "SECONDS", math.inf)
    with contextlib.redirect_stdout(io.StringIO()) as out, endless:
        try:
            judge.exercise(number, answer)
        except Exception as error:
            return f"raised {type(error).__name__}: {error}"
    text = out.getvalue()
    if {"correct": "correct." in text, "not yet": "not yet." in text} != {
        "correct": kind == "correct",
        "not yet": kind == "not yet" or "not yet." in words,
    }:
        return f"judged wrongly: {text}"
    if judge.results()[number]["solved"] != (kind == "correct"):
        return f"kept wrongly: {text}"
    return None if all(part.strip().lower() in text.lower() for part in words.split("|")) else f"not said: {text}"


def rows(right, not_yet, wrong):
    """(number, answer, kind, words) of every answer."""
    for kind, answers in (("correct", right), ("not yet", not_yet)):
        yield from ((number, answer, kind, "") for number, each in answers.items() for answer in each)
    yield from ((number, answer, "wrong", words) for number, answer, words in wrong)


def tests_of(right, not_yet, wrong):
    """The three tests of a notebook's exercises.

    right, not_yet  {"4.1": [answer, …], …}
    wrong           [("4.1", answer, words that must be said of it, parted by |), …]
    """

    @pytest.mark.parametrize(("number", "answer", "kind", "words"), list(rows(right, {}, [])))
    def a_right_answer_is_correct(number, answer, kind, words):
        assert fault(checks, number, answer, kind) is None

    @pytest.mark.parametrize(("number", "answer", "kind", "words"), list(rows({}, not_yet, [])))
    def an_unwritten_answer_is_not_yet(number, answer, kind, words):
        assert fault(checks, number, answer, kind) is None

    @pytest.mark.parametrize(("number", "answer", "kind", "words"), list(rows({}, {}, wrong)))
    def a_wrong_answer_is_named(number, answer, kind, words):
        assert fault(checks, number, answer, kind, words) is None

    return a_right_answer_is_correct, an_unwritten_answer_is_not_yet, a_wrong_answer_is_named
