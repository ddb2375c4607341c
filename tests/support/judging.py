"""What every judge's tests do: right answers are correct, unwritten ones not yet, and each mistake is named."""

import pytest

from backprop import checks


def said(capsys, number, answer):
    """What a learner reads of an answer to an exercise."""
    checks.exercise(number, answer)
    return capsys.readouterr().out


def tests_of(right, not_yet, wrong):
    """The three tests of a notebook's exercises.

    right, not_yet  {"4.1": [answer, …], …}
    wrong           [("4.1", answer, words that must be said of it), …]
    """

    @pytest.mark.parametrize(("number", "answer"), _each(right))
    def a_right_answer_is_correct(capsys, number, answer):
        assert said(capsys, number, answer).startswith(f"Exercise {number}: correct. ")

    @pytest.mark.parametrize(("number", "answer"), _each(not_yet))
    def an_unwritten_answer_is_not_yet(capsys, number, answer):
        assert said(capsys, number, answer).startswith(f"Exercise {number}: not yet. ")

    @pytest.mark.parametrize(("number", "answer", "words"), wrong)
    def a_wrong_answer_is_named(capsys, number, answer, words):
        text = said(capsys, number, answer)
        assert words in text
        assert "correct." not in text
        assert "not yet." not in text

    return a_right_answer_is_correct, an_unwritten_answer_is_not_yet, a_wrong_answer_is_named


def _each(answers):
    return [(number, answer) for number, all_of_it in answers.items() for answer in all_of_it]
