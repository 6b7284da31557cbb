"""Make new banks and new items."""
