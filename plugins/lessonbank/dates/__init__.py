"""Read days, months and times of day as people write them.

Spreadsheet imports and the suggestions for content fields share this grammar.
The day comes first, as in Britain. Ambiguous text is an error, never a guess.
"""

from lessonbank.dates.days import check_weekday, day_of, month_of
from lessonbank.dates.spans import Days, Hours, days_of, hours_of, is_open, one_clock, one_day
from lessonbank.dates.times import clock_of, clocks_of
from lessonbank.dates.written import UnclearError, Written

__all__ = [
    "Days",
    "Hours",
    "UnclearError",
    "Written",
    "check_weekday",
    "clock_of",
    "clocks_of",
    "day_of",
    "days_of",
    "hours_of",
    "is_open",
    "month_of",
    "one_clock",
    "one_day",
]
