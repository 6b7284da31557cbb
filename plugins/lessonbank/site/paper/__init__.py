"""The handbook for paper: one page with all its parts, and codes to scan."""
