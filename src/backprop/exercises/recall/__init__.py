"""Recall: short questions on earlier notebooks, their numbers drawn anew each time; one file a notebook, `of_04.py`.

A generator is a function of a NumPy Generator that returns a Prediction with choices. Each wrong choice is a known
misconception with a sentence that explains it.
"""

from importlib import import_module

from backprop.exercises.predictions import Prediction

FIRST, LAST = 2, 12  # the notebooks that open with recall
STEPS_BACK = (1, 2, 4)  # what was learned longer ago is asked for again later


def earlier(notebook):
    """The numbers of the three notebooks that this one looks back on: of 5 they are 4, 3 and 1; none is below 0.

    Raises ValueError if it is not one of the notebooks 02 to 12, which open so.
    """
    number = int(notebook) if str(notebook).isdecimal() else -1
    if not FIRST <= number <= LAST:
        raise ValueError(f'no recall for notebook {notebook!r}: give one from "{FIRST:02}" to "{LAST}"')
    return tuple(max(number - steps, 0) for steps in STEPS_BACK)


def generators(notebook):
    """The generators of the questions on a notebook, given by its number."""
    return import_module(f"backprop.exercises.recall.of_{notebook:02}").QUESTIONS


def questions(notebook, rng):
    """Three Predictions on earlier notebooks, of three different generators, drawn from a NumPy Generator."""
    books = earlier(notebook)
    drawn = {book: iter(rng.permutation(len(generators(book)))) for book in dict.fromkeys(books)}
    return [generators(book)[next(drawn[book])](rng) for book in books]


def ask(rng, question, *answers):
    """A Prediction whose choices stand in an order that is drawn.

    answers  pairs (choice, what is said to whoever chose it), the right one first
    """
    choices = [choice for choice, _ in answers]
    order = rng.permutation(len(choices))
    return Prediction(question, choices[0], dict(answers), tuple(choices[place] for place in order))


def one_of(rng, values):
    """One of these values, as it was given: `rng.choice` would make it a NumPy scalar."""
    return values[rng.integers(len(values))]


def written(number):
    """A number as a choice: three significant digits and a true minus; whole numbers in full."""
    text = f"{number:,}" if isinstance(number, int) else f"{number:.3g}"
    return text.replace("-", "−")


def signed(number):
    """As `written`, with a plus where it is positive."""
    return f"+{written(number)}" if number > 0 else written(number)
