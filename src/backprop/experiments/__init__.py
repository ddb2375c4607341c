"""One run, a study of many, a run of one's own design, and the lab report that they are written up in."""

from backprop.experiments import lab_sheet
from backprop.experiments.design import Design
from backprop.experiments.experiment import Experiment
from backprop.experiments.lab_report import LabReport
from backprop.experiments.live_run import LiveRun
from backprop.experiments.study import Study, interval_of_share

__all__ = ["Design", "Experiment", "LabReport", "LiveRun", "Study", "interval_of_share", "lab_sheet"]
