"""A service's clock on another day, and what people would read by then."""

from datetime import datetime, time, timedelta

from sqlalchemy import select

from services.common.deadlines.commands import take_due
from services.platform.registry import deadlines_of
from shared.identity.principals import Principals, principals
from shared.inbox import letters_of
from shared.kernel.clock import Clock
from tests.platform import Stepped


def let_pass(platform: Stepped, name: str, days: int) -> int:
    """Let the clock act as if it were noon so many days from now; the steps taken."""
    service = platform.platform.services[name]
    usual, day = service.clock, service.clock.today() + timedelta(days=days)
    noon = datetime.combine(day, time(12), usual.zone)
    service.clock = Clock(usual.zone, lambda: noon)
    number = take_due(service, deadlines_of(name))
    service.clock = usual
    platform.settle()
    return number


def unread(platform: Stepped, name: str, sign_in: str) -> list[str]:
    """What somebody would read a year from now."""
    service = platform.platform.services[name]
    with service.database.reading() as db:
        query = select(principals.c.id).where(principals.c.sign_in == sign_in)
        reader = Principals(service.database, service.sealing, db=db).by_id(
            db.execute(query).scalar_one()
        )
        assert reader is not None
        later = service.clock.now() + timedelta(days=365)
        return sorted(each.kind for each in letters_of(db, reader, now=later))
