"""Make new banks and new items, and bring banks to a new version."""
