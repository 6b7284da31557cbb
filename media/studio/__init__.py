"""The film studio of the example bank: lesson scripts in, films and captions out."""
