"""The exercises of a notebook as an assignment for nbgrader: one point each, given by the notebook's own judge.

`python3 lab.py assignment FOLDER 04` writes the source of the assignment into the folder of a course, with nbgrader's
settings where there are none. What a teacher has changed there is never written over. nbgrader itself is not needed.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lab"))

import handed_out
import handout
import links
import package_file
import working_copy

SETTINGS = "nbgrader_config.py"
MUST = "c.GenerateAssignment.preprocessors"  # the one setting that a course cannot do without
TAG = "exercise-"


def main(arguments):
    asked = parser().parse_args(arguments)
    course = Path(asked.folder).resolve()
    paths = {path.name: path for path in handed_out.notebooks() if path.parent == handed_out.FOLDER}
    try:
        names = [working_copy.chosen(one, paths) for one in asked.numbers]
    except ValueError as error:
        sys.exit(str(error))
    for path in (paths[name] for name in names):
        folder = course / "source" / path.stem
        for sentence in working_copy.deliver(source(path), folder):
            print(sentence)
        print(f"{folder} holds the assignment. Next, in {course}: nbgrader generate_assignment {path.stem}")
    print(settled(course), end="")


def parser():
    made = argparse.ArgumentParser(prog="lab.py assignment", description="Writes assignments for nbgrader.")
    made.add_argument("folder", help="the folder of the course: nbgrader's source/ and its settings lie in it")
    made.add_argument("numbers", nargs="+", metavar="NN", help="the numbers of the notebooks, such as 04")
    return made


def source(path):
    """{name: bytes} of an assignment: the notebook with its marks, and the package's file beside it."""
    there, _ = links.repository()
    found = handout.with_set_up(path, [path.name], there)
    found["cells"] = [marked for cell in found["cells"] for marked in with_mark(cell)]
    return {path.name: handed_out.written(found), package_file.name(): package_file.content()}


def with_mark(cell):
    """A cell as nbgrader wants it: what a student writes is an answer, and a cell that gives its point follows."""
    for tag in cell["metadata"].get("tags", []):
        if tag.startswith(TAG):
            number = tag.removeprefix(TAG).replace("-", ".")
            answer = cell["metadata"] | {"nbgrader": grading(tag, answer=True)}
            mark = {"cell_type": "code", "execution_count": None, "id": f"point-{tag}", "outputs": []}
            mark |= {"metadata": {"nbgrader": grading(f"point-{tag}", answer=False) | {"points": 1}}}
            return [cell | {"metadata": answer}, mark | {"source": [f'checks.assert_solved("{number}")']}]
    return [cell]


def grading(name, answer):
    """nbgrader's own record of a cell, in the form of nbgrader 0.9."""
    kind = {"grade": not answer, "solution": answer, "locked": not answer, "task": False}
    return kind | {"grade_id": name, "schema_version": 3, "cell_type": "code"}


def settled(course):
    """Writes nbgrader's settings where there are none; returns what is left for the teacher to do there, as text."""
    path, ours = course / SETTINGS, (Path(__file__).parent / SETTINGS).read_bytes()
    if not path.exists():
        working_copy.write(path, ours)
    if MUST.encode() in path.read_bytes():
        return ""
    left = f"{path} is yours, so it was left alone. Add these lines to it, or nbgrader empties every answer cell:"
    return f"{left}\n\n{ours.decode()}"
