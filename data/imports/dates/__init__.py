"""Days, months, seasons and spans of days as people write them, in several calendars and languages."""
