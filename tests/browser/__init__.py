"""The report page in a real browser; left out, with the reason, where there is none."""
