"""`lessonbank check` and `lessonbank explain`: mistakes, in words."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console
