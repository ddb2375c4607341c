"""What is no study, no state and no report: each call raises the listed error, and no half of a file is left."""

import time

import pytest
from refusing import cases, refuse

from backprop.experiments import Experiment, LabReport, Study, interval_of_share, lab_report

BASE = Experiment(epochs=2)
TEXT = Study(BASE, "rate", (0.1, 0.2), 3).text


def study(vary="rate", values=(0.1, 0.2), base=BASE, **options):
    return lambda: Study(base, vary, values, **options)


def from_text(old, new):
    return lambda: Study.from_text(TEXT.replace(old, new))


def report(**changes):
    fields = {"question": "a", "prediction": "b", "conclusion": "c", "figures": []} | changes
    return lambda: LabReport(Study(BASE, "rate", (0.1, 0.2), 2).run(), **fields)


REFUSED = {
    "equal values": (study(values=(0.5, 0.5)), ValueError, "values holds 0.5 twice", "give each value once"),
    "equal values in a text": (from_text("0.1,0.2", "0.1,0.10"), ValueError, "values holds 0.1 twice"),
    "one value": (study(values=0.5), ValueError, "values is 0.5: a study compares, so give two or more in brackets"),
    "0 epochs": (study("epochs", (0, 10)), ValueError, "epochs must be at least 1, got 0"),
    "a base of 0 epochs": (study(base=Experiment(epochs=0)), ValueError, "epochs must be at least 1, got 0"),
    "a base that is none": (study(base="x"), TypeError, "base must be an Experiment, got 'x': write Experiment(…)"),
    "seeds without end": (study(seeds=range(10**30)), ValueError, "seeds are more than 100,000 runs: give at most"),
    "seeds without end in a text": (from_text("0-2", f"0-{10**20}"), ValueError, "seeds are more than 100,000 runs"),
    "too many runs": (study(seeds=60_000), ValueError, "these are 120,000 runs: give at most 100,000"),
    "z of −1": (lambda: interval_of_share(1, 2, z=-1), ValueError, "z must be positive and finite, got -1.0"),
    "z of NaN": (lambda: interval_of_share(1, 2, z=float("nan")), ValueError, "z must be positive and finite, got nan"),
    "more solved than there are": (lambda: interval_of_share(3, 2), ValueError, "solved is 3 but n is 2", "give"),
    "a title of 5": (report(title=5), TypeError, "title must be text, got 5: write it in quotation marks"),
    "a question of None": (report(question=None), TypeError, "question must be text, got None"),
    "a report without a name": (lambda: report()().save(""), ValueError, "path is '.': give a file's name"),
}


@pytest.mark.parametrize(("call", "exception", "words"), cases(REFUSED))
def test_what_cannot_be_is_refused(call, exception, words):
    refuse(call, exception, *words)


def test_a_text_of_many_spaces_is_read_in_no_time():
    begun = time.process_time()
    with pytest.raises(ValueError, match="has no ="):
        Experiment.from_text("rate" + " " * 1_000_000 + "x")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("spaces", ["", " ", "\t \n"])
def test_spaces_round_an_equals_sign_do_not_count(spaces):
    text = BASE.text.replace("=", f"{spaces}={spaces}")
    assert Experiment.from_text(text) == BASE


def test_a_page_that_cannot_be_written_leaves_no_file(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        report(question="\ud800")().save(tmp_path / "mine")
    assert not list(tmp_path.iterdir())
    assert report()().save(tmp_path / "mine").exists()


def test_a_disk_that_is_full_half_way_leaves_the_report_that_was_there(tmp_path, monkeypatch):
    path = report(question="the first")().save(tmp_path / "mine")
    before = path.read_bytes()

    def half(self, data):
        with open(self, "wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lab_report.Path, "write_bytes", half)
    with pytest.raises(OSError, match="No space left"):
        report(question="the second")().save(path, overwrite=True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_in_capitals_keeps_its_ending(tmp_path):
    assert report()().save(tmp_path / "mine.HTML").name == "mine.HTML"
