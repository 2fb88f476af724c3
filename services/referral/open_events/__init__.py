"""What anybody reads of open events: a list by theme and place, each event, and calendars."""
