"""The days and months that hold where a programme does not say its own."""

PROMISE_DAYS = 7  # working days
LONG_WAIT_DAYS = QUIET_DAYS = 30
FOLLOW_UP_MONTHS = 6
