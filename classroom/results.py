"""The results of a class as one page: who solved what in how many tries, the usual mistakes, the lab reports checked.

`python3 lab.py class FOLDER` reads the progress files and the lab reports in a folder and writes the page beside them.
Nothing is sent anywhere, and the page runs no script.
"""

import argparse
import html
import sys
from datetime import date
from pathlib import Path
from statistics import median
from string import Template

import collected
import reports

from backprop.checks.exercises import series
from backprop.pictures.tables import table

TEMPLATE = Template((Path(__file__).parent / "results.html").read_text(encoding="utf-8"))
MANY = 999  # tries beyond these are not counted one by one


def main(arguments):
    asked = parser().parse_args(arguments)
    try:
        folder = collected.folder_of(asked.folder)
        target = page_in(folder)
    except ValueError as error:
        return str(error)
    students, said = collected.read(folder, titles())
    studies = reports.Studies(lambda sentence: print(sentence, flush=True))
    checked = checked_reports(students, None if asked.quick else studies)
    target.write_bytes(page(folder.name, students, checked, said).encode(errors="replace"))
    print(f"{target} shows what {counted(len(students), 'student')} handed in.")
    return 0


def parser():
    made = argparse.ArgumentParser(prog="lab.py class", description="Writes the results of a class as one page.")
    made.add_argument("folder", help="holds a folder or a file for each student; its name is what the page shows")
    made.add_argument("--quick", action="store_true", help="do not run the studies of the lab reports again")
    return made


def page_in(folder):
    """Where the page goes. Raises ValueError if that is somebody else's file."""
    target = folder / "class.html"
    if target.exists() and collected.OURS not in target.read_bytes():
        raise ValueError(f"{target} is there already, and is no page of this program: give it another name first")
    return target


def titles():
    """{"4.2": what the exercise is about}, of the whole series."""
    return {number: title for _, tasks in series().values() for number, title in tasks.items()}


def checked_reports(students, studies):
    """The rows of the table of reports; without studies nothing is run again."""
    return [
        (each.name, file, *report_row(reports.Report.from_page(text), studies))
        for each in students
        for file, text in each.reports
    ]


def report_row(report, studies):
    said = reports.verdict(report, studies) if studies else ("Not run again.", reports.numbers(report, None))
    return report.question, *said


def page(name, students, checked, said):
    """The page as text; every word of a student's file is shown letter by letter."""
    title = f"What the class solved: {collected.plain(name)}"
    return TEMPLATE.substitute(
        title=html.escape(title),
        summary=html.escape(summary(students)),
        exercises=exercises(students),
        mistakes=mistakes(students),
        students=who(students),
        reports=of_reports(checked),
        unused=listed(said) if said else "<p>Every file could be used.</p>",
    )


def summary(students):
    if not students:
        return "No progress file and no lab report was found here."
    half = median(len(solved(each)) for each in students)
    return (
        f"{counted(len(students), 'student')}, {date.today():%d %B %Y}. Half of them solved {half:g} or more of the "
        f"{len(titles())} exercises. A try is a run of an exercise's cell; tries are counted up to the first that was "
        "correct. Students can write these files themselves, so this page helps to teach and not to mark."
    )


def solved(student):
    return [number for number, record in student.records.items() if record["solved"]]


def exercises(students):
    """How far each exercise is, as a table of those that somebody tried."""
    rows = []
    for number, title in titles().items():
        records = [each.records[number] for each in students if number in each.records]
        tries = [min(record["tries"], MANY) for record in records if record["solved"]]
        if records:
            rows.append((f"{number} {title}", len(records), len(tries), f"{median(tries):g}" if tries else ""))
    if not rows:
        return "<p>No exercise was tried.</p>"
    caption = (
        f"How many of {counted(len(students), 'student')} tried and solved each exercise, and how many tries half of "
        "those who solved it needed at most."
    )
    return table(caption, ("exercise", "tried", "solved", "tries"), rows)


def mistakes(students):
    rows = [(said, number, n, times) for number, said, n, times in collected.mistakes(students)]
    if not rows:
        return "<p>No mistake was named.</p>"
    caption = (
        "What most students were told, with # in place of every number in it. One student may be told so several times."
    )
    return table(caption, ("what was said", "exercise", "students", "times"), rows)


def who(students):
    rows = [(each.name, len(solved(each)), tried(each, True), tried(each, False)) for each in students]
    if not rows:
        return "<p>Nobody yet.</p>"
    caption = "In brackets: the number of tries, where it was more than one."
    return table(caption, ("student", "number", "solved", "tried, not solved"), rows)


def tried(student, right):
    """The exercises that a student solved, or did not, with the number of tries: 4.1, 4.2 (3)."""
    records = sorted(student.records.values(), key=lambda record: collected.in_order(record["exercise"]))
    return ", ".join(
        record["exercise"] + (f" ({tries(record)})" if record["tries"] > 1 else "")
        for record in records
        if bool(record["solved"]) == right
    )


def tries(record):
    return record["tries"] if record["tries"] <= MANY else f"over {MANY}"


def of_reports(checked):
    if not checked:
        return "<p>No lab report was found.</p>"
    rows = [tuple(map(collected.plain, row)) for row in checked]
    caption = (
        "Each study was run again from the state line of its report. Whether a conclusion is true, no program can say."
    )
    return table(caption, ("student", "file", "question", "run again", "numbers of the conclusion"), rows)


def listed(sentences):
    return "<ul>\n" + "\n".join(f"<li>{html.escape(each)}</li>" for each in sentences) + "\n</ul>"


def counted(n, what):
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
