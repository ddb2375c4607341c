"""The predictions of the answer book: each is well formed, is asked once, and is not given away on its page."""

import html
import math
import re
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import notebook_rules as rules
import number_rule
import pytest
import student_view
from refresh import FOLDER
from stated_numbers import backed, stated, values

from backprop import sliders
from backprop.exercises import predictions
from backprop.exercises.predictions import Prediction, prediction

BOOKS = {
    int(path.stem[3:]): import_module(f"backprop.exercises.predictions.{path.stem}").PREDICTIONS
    for path in sorted(Path(predictions.__file__).parent.glob("of_*.py"))
}
EVERY = [pytest.param(number, asked, id=number) for book in BOOKS.values() for number, asked in book.items()]
WITH_CHOICES = [each for each in EVERY if each.values[1].choices]
PAGES = {path.name: rules.Notebook(path) for path in sorted(FOLDER.glob("[0-9]*.ipynb"))}
MARKUP = r"[$`]|\*\*|</?\w"  # a box shows plain text


def texts(asked):
    why = [asked.why] if isinstance(asked.why, str) else asked.why.values()
    return [asked.question, *asked.choices, *why]


def submit(box, predicted):
    """Predict, as a reader does; returns what is said."""
    box.value = predicted
    box.submitted += 1
    return box.reply


# Every prediction


@pytest.mark.parametrize(("number", "asked"), EVERY)
def test_a_prediction_is_written_in_full(number, asked):
    assert asked.question.endswith(("?", ".")), "a question is a whole sentence"
    for text in texts(asked):
        assert text.strip() == text != "", "nothing is empty or padded"
        assert not re.search(MARKUP, text), "a box shows plain text: no formulas, no markdown"
    for text in texts(asked)[1 + len(asked.choices) :]:
        assert text.endswith((".", "?")), "an explanation is a sentence, or several"
        assert len(text.split()) >= 5


@pytest.mark.parametrize(("number", "asked"), EVERY)
def test_the_words_of_a_question_do_not_single_out_its_answer(number, asked):
    named = [choice for choice in asked.choices if student_view.holds(asked.question, choice)]
    assert asked.answer not in named or len(named) > 1
    for choice in asked.choices:
        longer = [other for other in asked.choices if other != choice and student_view.holds(other, choice)]
        assert not longer or len(choice.split()) < 2, f"{longer[0]!r} repeats {choice!r} and adds to it"


@pytest.mark.parametrize(("number", "asked"), EVERY)
def test_neither_the_page_nor_a_still_form_has_the_answer(number, asked):
    box = sliders.predict(number)
    bundle = box._repr_mimebundle_()
    for why in texts(asked)[1 + len(asked.choices) :]:
        assert why not in repr(box.get_state()) + repr(bundle)
    assert box.reply == ""
    assert "answer" not in box.keys
    still = html.unescape(re.sub(r"<[^>]+>", "\n", bundle["text/html"]))
    assert [line for line in still.split("\n") if line] == [asked.question, *asked.choices]
    assert bundle["text/plain"] == repr(box) == f"{asked.question} {' / '.join(asked.choices)}".strip()


@pytest.mark.parametrize(("number", "asked"), WITH_CHOICES)
def test_each_choice_reveals_its_own_explanation_and_that_of_the_answer(number, asked):
    box = sliders.predict(number)
    for choice in asked.choices:
        told = submit(box, choice).split("\n", 1)
        assert told[0].startswith("Right: " if choice == asked.answer else "You predicted ")
        assert asked.answer.rstrip(".") in told[0]
        assert choice.rstrip(".") in told[0]
        assert told[1] == "\n".join(asked.explanation(choice))
        if not isinstance(asked.why, str):
            assert told[1].startswith(asked.why[choice])
            assert told[1].endswith(asked.why[asked.answer])


@pytest.mark.parametrize(("number", "asked"), [each for each in EVERY if not each.values[1].choices])
def test_a_number_is_right_as_far_as_its_band_reaches(number, asked):
    box, outside = sliders.predict(number), asked.answer + 2 * asked.within + 0.7 * abs(asked.answer) + 1
    for edge in (asked.answer, asked.answer - 0.99 * asked.within, asked.answer + 0.99 * asked.within):
        assert submit(box, repr(float(edge))).startswith("Right:")
    assert submit(box, repr(float(outside))).startswith("You predicted")


def test_the_right_answer_has_no_favourite_place():
    places = [asked.choices.index(asked.answer) for _, asked in (each.values for each in WITH_CHOICES)]
    if len(places) >= 10:
        assert max(map(places.count, set(places))) <= 0.6 * len(places)


# In the notebooks


@pytest.mark.parametrize("name", PAGES)
def test_each_prediction_is_asked_once_in_its_notebook_in_order(name):
    nb = PAGES[name]
    found = [number for number, _ in student_view.asked(nb)]
    wanted = [f"{nb.number}.{count}" for count in range(1, len(found) + 1)]
    assert found == wanted, "the predictions of a notebook are numbered as they come"
    assert found == list(BOOKS.get(nb.number, {})), "each one in the answer book is asked once, and no other"


@pytest.mark.parametrize("name", PAGES)
def test_the_cell_of_a_prediction_holds_the_call_alone(name):
    for cell in PAGES[name].code:
        for number in student_view.calls(cell, "predict"):
            assert cell.source == f'sliders.predict("{number}")'


@pytest.mark.parametrize("name", PAGES)
def test_the_numbers_of_an_answer_are_printed_in_its_notebook(name):
    nb = PAGES[name]
    shown = [number for cell in nb.code for number in values(rules.shown(cell))]
    printed = [number for section in nb.sections() for number in number_rule.printed(section)]
    for number, _ in student_view.asked(nb):
        asked = prediction(number)
        if not asked.choices:
            near = [n for n in shown if abs(abs(asked.answer) - n) <= asked.within + 1e-9 * n]
            assert near, f"the answer of {number} is {asked.answer}, which no cell prints"
        given = values(" ".join([asked.question, *asked.choices]))
        for text in texts(asked)[1 + len(asked.choices) :]:
            for claim in stated(number_rule.without_known(text)):
                assert backed(claim, printed + given), f"{number} says {claim[0]}, which no cell prints"


# Errors


@pytest.mark.parametrize(("number", "said"), [
    ("5.99", "no prediction 5.99: backprop/exercises/predictions/of_05.py has 5.1, "),
    ("77.1", "no prediction 77.1: there is no file backprop/exercises/predictions/of_77.py"),
    ("What then?", "no prediction 'What then?': give its number, such as \"2.1\", or an answer to your own question"),
])  # fmt: skip
def test_an_unknown_number_says_where_it_was_looked_for(number, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        sliders.predict(number)


GOOD = Prediction("Up?", "yes", {"yes": "It is so.", "no": "It is not so."}, ("yes", "no"))


@pytest.mark.parametrize(("changes", "said"), [
    ({"answer": "perhaps"}, "none of the choices: yes, no"),
    ({"choices": ("yes", "yes", "no")}, "two or more that differ"),
    ({"choices": ("yes",)}, "two or more that differ"),
    ({"why": {"yes": "It is so."}}, "it must explain every choice: yes, no"),
    ({"choices": (), "answer": 3}, "give one text"),
    ({"choices": (), "answer": math.nan}, "give a finite number"),
    ({"choices": (), "answer": "yes", "why": ""}, "give a finite number"),
    ({"choices": (), "answer": 3, "why": "", "within": -1}, "within is -1"),
    ({"choices": (), "answer": 3, "why": "", "within": math.inf}, "within is inf"),
])  # fmt: skip
def test_a_prediction_whose_parts_do_not_fit_is_an_error(changes, said):
    with pytest.raises(ValueError, match=said):
        replace(GOOD, **changes)


def test_one_text_explains_every_choice_or_each_has_its_own():
    assert GOOD.explanation("yes") == ["It is so."]
    assert GOOD.explanation("no") == ["It is not so.", "It is so."]
    assert replace(GOOD, why="Look.").explanation("no") == ["Look."]
    assert replace(GOOD, why="").explanation("no") == []
