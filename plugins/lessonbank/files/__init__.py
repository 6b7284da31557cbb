"""Files that are whole or absent, and their fingerprints; the lowest room."""
