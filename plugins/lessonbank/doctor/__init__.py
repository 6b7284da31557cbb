"""Examine a machine and a bank: what they have, what they lack, and how to fix it."""
