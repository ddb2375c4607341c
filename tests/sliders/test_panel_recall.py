"""Recall on a page: three boxes whose questions differ at every run, and one stored sentence that never does."""

import re

import pytest

from backprop import sliders


def boxes(seed=5, notebook="05"):
    return sliders.recall(notebook, rng=seed).children


def answer(box, choice):
    """Choose, as a reader does; returns what is said."""
    box.value = choice
    box.submitted += 1
    return box.reply


def test_three_boxes_say_which_notebook_they_are_about():
    assert [box.label[:13] for box in boxes()] == ["Notebook 04: ", "Notebook 03: ", "Notebook 01: "]
    assert [box.label[:13] for box in boxes(notebook="02")] == ["Notebook 01: ", "Notebook 00: ", "Notebook 00: "]


def test_a_wrong_choice_is_explained_and_then_the_right_one():
    for seed in range(20):
        for box in boxes(seed):
            right, why = box.asked.answer, box.asked.why
            for choice in set(box.choices) - {right}:
                told, *explained = answer(box, choice).split("\n")
                assert told.startswith("You chose ")
                assert explained == [why[choice], why[right]]
            told, *explained = answer(box, right).split("\n")
            assert told.startswith("Right: ")
            assert explained == [why[right]]
            assert ".." not in box.reply


def test_nothing_of_the_answer_leaves_the_kernel_before_a_choice():
    for box in boxes():
        page = repr(box.get_state()) + repr(box._repr_mimebundle_())
        assert not any(why in page for why in box.asked.why.values())
        assert answer(box, "") == "Choose one first."


@pytest.mark.parametrize(("notebook", "said"), [("02", "01 and 00"), ("05", "04, 03 and 01"), ("12", "11, 10 and 08")])
def test_what_is_stored_is_the_same_at_every_run_and_shows_no_question(notebook, said):
    stored = []
    for _ in range(3):
        bundle = sliders.recall(notebook)._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in bundle
        stored.append((bundle["text/plain"], bundle["text/html"]))
    sentence = f"Three questions on notebooks {said}: run this cell to get them."
    assert set(stored) == {(sentence, f"<p>{sentence}</p>")}
    assert re.findall(r"\d+", sentence) == re.findall(r"\d+", said)


def test_questions_are_drawn_anew_unless_a_seed_is_given():
    labels = [tuple(box.label for box in boxes(seed)) for seed in (None, None, None, 7, 7)]
    assert len(set(labels[:3])) == 3
    assert labels[3] == labels[4]


def test_a_notebook_without_recall_is_an_error():
    with pytest.raises(ValueError, match="no recall for notebook '01'"):
        sliders.recall("01")
