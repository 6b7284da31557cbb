"""Read frameworks from IMS Global CASE packages (1.0 and 1.1)."""
