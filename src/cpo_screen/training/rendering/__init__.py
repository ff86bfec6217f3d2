"""Careers as files: each record becomes pages of many layouts and producers, fragments with roles."""
