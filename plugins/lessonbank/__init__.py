"""lessonbank: recordings and clips of good teaching, compiled into a static site."""

__version__ = "0.2.0"
