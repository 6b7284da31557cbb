"""Sessions as the rows of a spreadsheet, both ways."""
