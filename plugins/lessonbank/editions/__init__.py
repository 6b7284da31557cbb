"""Bank -> the Bank one edition may see, and why."""

from lessonbank.editions.admit import Admission, Decision, admit
from lessonbank.editions.edition import Edition
from lessonbank.editions.gates import Occasion

__all__ = ["Admission", "Decision", "Edition", "Occasion", "admit"]
