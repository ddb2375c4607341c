"""The results of a class: what is read from students' files is counted rightly, and nothing in a file does harm."""

import json

import collected
import pytest
import results

from backprop.experiments import Experiment, LabReport, Study
from backprop.pictures import plots
from backprop.pictures.picture import Picture

HEAD = '{"about": "…", "version": 1}\n'
STUDY = Study(Experiment(epochs=200), "rate", (0.5, 2), range(10), 0.01)


def line(exercise, solved, **told):
    said = next(iter(told))
    day = "2026-11-25" if solved else None
    return json.dumps({"exercise": exercise, "tries": sum(told.values()), "solved": day, "said": said, "told": told})


@pytest.fixture
def folder(tmp_path):
    """Two students, one of whom has solved what the other has only tried."""
    for name, lines in {
        "ada": [line("4.1", True, **{"dW1 is transposed.": 2, "correct": 1}), line("4.2", True, correct=1)],
        "student10": [line("4.1", False, **{"dW1 is transposed.": 1})],
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "progress.jsonl").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def made(folder, *options):
    assert results.main([str(folder), *options]) == 0
    return (folder / "class.html").read_text(encoding="utf-8")


def test_it_says_who_solved_what_in_how_many_tries_and_the_usual_mistake(folder):
    page = made(folder)
    assert "2 students" in page
    assert "4.1 (3), 4.2" in page  # ada
    students, _ = collected.read(folder, results.titles())
    assert collected.mistakes(students) == [("4.1", "dW1 is transposed.", 2, 3)]
    assert "dW1 is transposed." in page
    assert page == made(folder)  # the page of before is not taken for a student's


def test_a_report_is_run_again_and_a_changed_number_is_found(folder):
    outcome = STUDY.run()
    picture = Picture(plots.new_axes(), "an empty picture")
    sound = LabReport(outcome, "Which rate?", "The larger one.", "At rate 2, 10 seeds were run.", [picture]).html()
    row = next(each for each in results.reports.Report.from_page(sound).rows if each[0] == "2")
    (folder / "ada" / "report.html").write_text(sound, encoding="utf-8")
    (folder / "student10" / "report.html").write_text(sound.replace(row[3], "0.12345"), encoding="utf-8")
    page = made(folder)
    assert page.count("The same numbers.") == 1
    assert "1 of 2 rows differ. At 2 the page says 0.12345" in page
    assert "Not run again." in made(folder, "--quick")


def test_a_number_of_the_conclusion_that_stands_nowhere_is_named():
    outcome = STUDY.run()
    report = LabReport(outcome, "Which rate?", "2.", "The loss fell to 0.777.", [Picture(plots.new_axes(), "empty")])
    read = results.reports.Report.from_page(report.html())
    assert results.reports.numbers(read, outcome) == "To look at, because they do not follow from the table: 0.777."


HOSTILE = {
    "empty": b"",
    "no text": bytes(range(256)),
    "another": b'{"a": 1}\n',
    "deep": b"[" * 100_000,
    "script": HEAD.encode() + line("4.1", False, **{"<script>alert(1)</script>": 1}).encode() + b"\n",
    "huge number": HEAD.encode() + b'{"exercise": "4.1", "tries": 1e999, "solved": null, "said": "x", "told": {}}\n',
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_no_file_stops_the_others_or_gets_into_the_page_as_code(folder, content):
    (folder / "eve").mkdir()
    (folder / "eve" / "progress.jsonl").write_bytes(content)
    (folder / "<img src=x onerror=alert(1)>.jsonl").write_bytes(content)
    page = made(folder)
    assert "4.1 (3), 4.2" in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.jsonl"
    secret.write_text(HEAD + line("4.3", True, correct=1) + "\n", encoding="utf-8")
    (folder / "ada" / "more.jsonl").symlink_to(secret)
    page = made(folder)
    assert "ada/more.jsonl is a link, which was not followed." in page
    assert "4.3" not in page


def test_a_page_of_somebody_else_is_not_written_over(folder):
    (folder / "class.html").write_text("mine", encoding="utf-8")
    assert "is no page of this program" in results.main([str(folder)])
    assert (folder / "class.html").read_text(encoding="utf-8") == "mine"


def test_no_folder_is_a_sentence(tmp_path):
    assert "is no folder" in results.main([str(tmp_path / "absent")])
