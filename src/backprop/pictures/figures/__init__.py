"""The figures of the notebooks: one module a notebook, one function a figure; each returns a Picture."""
