"""Files of a project -> one edition of its bank, its pages and media; no generator involved."""
