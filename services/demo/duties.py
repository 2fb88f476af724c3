"""The roster of the 24-hour telephone in the demo: nights and weekends of four weeks, one gap."""

from datetime import timedelta

from services.casework.duties.commands import agree
from services.casework.duties.rules import repeated
from services.demo.year import Year, organisation_id, somebody
from services.platform.demo.people import fixed_id
from shared.work import Work

COORDINATOR, WORKER, PROVIDER = "coordinator-siipisulka", "worker-siipisulka", "siipi"
WEEKS = 4


def make_roster(year: Year) -> None:
    """From today on; on Sundays nobody has been found yet."""
    service = year.platform.services["casework"]
    service.execute(_agree, somebody(COORDINATOR, PROVIDER))
    year.platform.settle()


def _agree(work: Work) -> None:
    home, monday = organisation_id(PROVIDER), work.today - timedelta(days=work.today.weekday())
    for person, first, last in ((WORKER, 0, 4), (COORDINATOR, 4, 6)):
        days = monday + timedelta(days=first), monday + timedelta(days=last)
        spans = repeated(days[0], "16:00", days[1], "16:00", weeks=WEEKS)
        agree(work, home, fixed_id(person), spans)
