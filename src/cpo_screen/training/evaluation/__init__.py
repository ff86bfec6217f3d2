"""Evaluation: labelled CVs against what a program made of them."""

from cpo_screen.training.evaluation.render import render_report
from cpo_screen.training.evaluation.report import Report, score
from cpo_screen.training.evaluation.run import evaluate, evaluate_files, evaluate_profiles

__all__ = ["Report", "evaluate", "evaluate_files", "evaluate_profiles", "render_report", "score"]
