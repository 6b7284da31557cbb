"""Import sessions from spreadsheets and export them."""
