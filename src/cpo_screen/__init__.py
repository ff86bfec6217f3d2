"""Rank a folder of CVs for a Chief Product Officer search: offline, deterministic, with evidence."""
