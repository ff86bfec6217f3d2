"""Careers as files: each record becomes pages of many layouts and producers, every fragment with its role."""
