"""The ranking as one self-contained page that works from a file, offline."""

from cpo_screen.exports.report.report import BEGINS_WITH, export_report

__all__ = ["BEGINS_WITH", "export_report"]
