"""Bank -> the Bank one edition may see, and why."""

from lessonbank.editions.admit import Admission, Decision, Ended, admit
from lessonbank.editions.edition import Edition
from lessonbank.editions.gates import Occasion, Refusal, Rule

__all__ = ["Admission", "Decision", "Edition", "Ended", "Occasion", "Refusal", "Rule", "admit"]
