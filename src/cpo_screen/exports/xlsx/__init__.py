"""The ranking as a workbook: a table to sort and filter, and the words behind every number."""

from cpo_screen.exports.xlsx.workbook import BEGINS_WITH, export_xlsx, is_untouched_export

__all__ = ["BEGINS_WITH", "export_xlsx", "is_untouched_export"]
