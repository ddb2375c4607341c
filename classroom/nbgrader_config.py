"""nbgrader's settings: these notebooks are handed out unsolved already, so nothing in them is to be cleared."""

from nbgrader import preprocessors

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "backpropagation"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".handed-out.json"]
c.GenerateAssignment.preprocessors = [  # all but ClearSolutions, which would put its own stub over each of ours
    preprocessors.IncludeHeaderFooter,
    preprocessors.LockCells,
    preprocessors.ClearOutput,
    preprocessors.ComputeChecksums,
    preprocessors.SaveCells,
    preprocessors.CheckCellMetadata,
]
c.ExecutePreprocessor.timeout = 600  # seconds for a cell, on a slow machine too
