"""Addresses of items in Markdown, under any generator that runs Python-Markdown."""

from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.leads import Leads
from lessonbank.markdown.targets import Directory, Target, Targets

__all__ = ["BankLinks", "Directory", "Leads", "Target", "Targets"]
