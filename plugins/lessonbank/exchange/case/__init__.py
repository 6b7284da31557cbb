"""Frameworks as IMS Global's CASE packages have them (1.0 and 1.1)."""
