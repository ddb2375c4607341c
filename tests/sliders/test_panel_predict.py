"""Predict, then reveal: no answer is on the page before a prediction; and the bar of a long cell."""

from importlib import import_module

import pytest

from backprop import sliders

CHOICES = ["it falls", "it rises"]


def ask(**changes):
    return sliders.predict(**{"question": "And the loss?", "answer": "it rises", "why": "Look: 0.3.", **changes})


def submit(question, text):
    """Predict, as a reader does; returns what is said."""
    question.value = text
    question.submitted += 1
    return question.reply


def on_the_page(question):
    """All that leaves the kernel: the synced traits, and what is shown without a kernel."""
    return repr(question.get_state()) + repr(question._repr_mimebundle_())


def test_nothing_of_the_answer_leaves_the_kernel_before_a_prediction():
    for question in (ask(answer=0.123, choices=()), ask(choices=["A", "B"], answer="B")):
        assert question.reply == ""
        assert "Look" not in on_the_page(question)
        assert "0.123" not in on_the_page(question)
        assert "0.123" not in repr(question)
    assert "0.123" in submit(ask(answer=0.123), "5")


def test_a_choice_is_answered_right_or_wrong_and_may_be_made_again():
    question = ask(choices=CHOICES)
    assert submit(question, "it falls") == "You predicted it falls. The answer is it rises.\nLook: 0.3."
    assert submit(question, "it rises") == "Right: it rises.\nLook: 0.3."
    assert submit(question, "it rises") == "Right: it rises.\nLook: 0.3."


def test_a_choice_that_is_a_sentence_is_quoted():
    question = ask(
        choices=["The loss falls.", "A"], answer="The loss falls.", why={"The loss falls.": "So.", "A": "No."}
    )
    assert submit(question, "A") == "You predicted A. The answer is “The loss falls”.\nNo.\nSo."
    assert submit(question, "The loss falls.") == "Right: “The loss falls”.\nSo."


@pytest.mark.parametrize(("text", "said"), [
    ("8", "Right: 8."), (" 8 ", "Right: 8."), ("8.0", "Right: 8."), ("7", "You predicted 7. The answer is 8."),
    ("8.4", "You predicted 8.4. The answer is 8."), ("4 * 2", "Right: 8."),
    ("-8", "You predicted -8. The answer is 8."),
])  # fmt: skip
def test_a_number_is_held_to_the_digits_that_were_typed(text, said):
    assert submit(ask(answer=8, why=""), text) == said


def test_a_rounded_number_is_right():
    assert submit(ask(answer=0.7512, why=""), "0.75") == "Right: 0.7512."
    assert submit(ask(answer=0.7512, why=""), "0.76") == "You predicted 0.76. The answer is 0.7512."


def test_a_number_within_its_band_is_right():
    for text, said in (
        ("0.28", "Right: 0.3."),
        ("0.349", "Right: 0.3."),
        ("0.36", "You predicted 0.36."),
        ("0", "You "),
    ):
        assert submit(ask(answer=0.3, why="", within=0.05), text).startswith(said)


def test_without_a_prediction_there_is_no_answer():
    assert submit(ask(choices=CHOICES), "") == "Choose one first."
    assert submit(ask(answer=8), "  ") == "Type a number first."
    assert submit(ask(answer=8), "many").startswith("“many” is no number.")
    assert submit(ask(answer=8), "1 / 0") == "That divides by 0."
    assert submit(ask(choices=CHOICES), "it jumps") == "Choose one first."


def test_a_question_whose_answer_cannot_be_given_is_an_error():
    with pytest.raises(ValueError, match="none of the choices: it falls, it rises"):
        ask(choices=CHOICES, answer="it stays")
    for answer in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="finite number"):
            ask(answer=answer)


def test_a_page_without_a_kernel_shows_the_question_and_its_choices():
    bundle = ask(choices=["<b>", "it rises"])._repr_mimebundle_()
    assert bundle["text/html"] == "<p>And the loss?</p><ul><li>&lt;b&gt;</li><li>it rises</li></ul>"
    assert bundle["text/plain"] == "And the loss? <b> / it rises"
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert ask(answer=1)._repr_mimebundle_()["text/html"] == "<p>And the loss?</p>"


def test_the_bar_counts_every_item_and_is_stored_as_one_sentence(monkeypatch):
    shown = []
    monkeypatch.setattr(import_module("backprop.sliders.parts.progress"), "display", shown.append)
    counts = [(item, shown[0].done) for item in sliders.progress(iter("abc"), "Letters read")]
    assert counts == [("a", 0), ("b", 1), ("c", 2)]
    assert (shown[0].done, shown[0].total) == (3, 3)
    assert len(shown) == 1
    assert repr(shown[0]) == "Letters read: 3 of 3"
