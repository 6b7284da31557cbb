"""Sessions in time: who meets when, in words and as calendars."""
