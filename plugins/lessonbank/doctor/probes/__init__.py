"""One module for each subject of an examination."""
