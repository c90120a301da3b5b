"""Plant causes in a help-desk log and state the truth that was planted."""

from sample_logs.planted.changes import Change
from sample_logs.planted.plantings import Planting, plant
from sample_logs.planted.samples import CASE_40_EN, CASE_40_ES, SMALL_DEFECT, write_samples
from sample_logs.planted.scenario import Kind, Language, Scenario, Shape, Situation
from sample_logs.planted.tickets import Ticket
from sample_logs.planted.truth import PlantedCause, PlantedSituation, Truth
from sample_logs.planted.writing import write_changes, write_log, write_truth

__all__ = [
    "CASE_40_EN",
    "CASE_40_ES",
    "SMALL_DEFECT",
    "Change",
    "Kind",
    "Language",
    "PlantedCause",
    "PlantedSituation",
    "Planting",
    "Scenario",
    "Shape",
    "Situation",
    "Ticket",
    "Truth",
    "plant",
    "write_changes",
    "write_log",
    "write_samples",
    "write_truth",
]
