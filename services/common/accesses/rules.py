"""How long a line of the access log is kept, by the schedule."""

from datetime import date, datetime, time, timedelta, tzinfo

from services.common.ages import months_after
from services.common.codes import Register
from services.common.erasure.schedule import schedule_of


def over_before(today: date, zone: tzinfo) -> datetime:
    """What was chained before this moment has been kept to the end of its time."""
    (row,) = schedule_of(Register.ACCESS_LOG)
    first = months_after(today, -(12 * row.years + row.months)) - timedelta(days=row.days)
    return datetime.combine(first, time(), zone)
