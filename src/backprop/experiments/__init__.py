"""One run, a study of many, and the lab report that they are written up in."""

from backprop.experiments import lab_sheet
from backprop.experiments.experiment import Experiment
from backprop.experiments.lab_report import LabReport
from backprop.experiments.study import Study, interval_of_share

__all__ = ["Experiment", "LabReport", "Study", "interval_of_share", "lab_sheet"]
