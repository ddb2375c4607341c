"""The exercises of notebooks 04, 05 and 07: right answers are correct, stubs are not yet, and each mistake is named."""

import answers
import judging

from backprop import checks

test_a_right_answer_is_correct, test_an_unwritten_answer_is_not_yet, test_a_wrong_answer_is_named = judging.tests_of(
    answers.RIGHT, answers.NOT_YET, answers.WRONG
)


def test_a_verdict_that_is_not_as_it_should_be_is_noticed():
    right = judging.solution("4.1")
    assert judging.fault(checks, "4.1", right, "correct") is None
    assert judging.fault(checks, "4.1", right, "wrong", "sign").startswith("judged wrongly")
    assert judging.fault(checks, "4.1", lambda a1, a2, y: (y - a2, 1, 1), "wrong", "no such words").startswith(
        "not said"
    )
