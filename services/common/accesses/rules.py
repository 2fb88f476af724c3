"""How long a line of the access log is kept, by the schedule."""

from datetime import date, datetime, time, tzinfo

from services.common.codes import Register
from services.common.erasure.schedule import schedule_of


def over_before(today: date, zone: tzinfo) -> datetime:
    """What was chained before this moment has been kept to the end of its time."""
    (row,) = schedule_of(Register.ACCESS_LOG)
    return datetime.combine(row.since(today), time(), zone)
