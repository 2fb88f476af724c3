"""Who may read an access log: its officer the whole, who works with a family what is about it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, Table, or_, select

from services.common.codes import Role
from shared.identity.access import allow
from shared.identity.principals import Principal
from shared.kernel.aggregate import NotFound
from shared.work import Work

OFFICER = Role.DATA_PROTECTION_OFFICER
reads = allow(OFFICER, Role.NGO_COORDINATOR, Role.NGO_WORKER, Role.MUNICIPAL_WORKER)


@dataclass(frozen=True)
class Register:
    """What a service knows of whom: the ids that belong to one family, and who may open them.

    `ids` are the columns of its tables that name the same family; each of `opens` reads one thing
    and raises `NotFound` for whoever may not.
    """

    ids: Mapping[Table, tuple[str, ...]] = field(default_factory=dict)
    opens: Iterable[Callable[[Work, Principal, UUID], object]] = ()
    apart: str = ""  # how operations begin that not all who open a family may know of
    opens_apart: Callable[[Work, Principal, UUID], object] | None = None

    def hidden_from(self, work: Work, who: Principal, subject: UUID | None) -> str:
        """How the operations begin that the reader is not shown; empty: they are shown all."""
        read = self.opens_apart
        sees = who.has(OFFICER) or (read and subject and _may(read, work, who, subject))
        return "" if sees else self.apart

    def family_of(self, db: Connection, subject: UUID) -> set[UUID]:
        """All ids under which the service keeps something of the family."""
        family, before = {subject}, set[UUID]()
        while family != before:
            before = set(family)
            for table, names in self.ids.items():
                columns = [table.c[name] for name in names]
                rows = select(*columns).where(or_(*(column.in_(before) for column in columns)))
                family |= {each for row in db.execute(rows) for each in row if each is not None}
        return family

    def is_opened_by(self, work: Work, who: Principal, family: set[UUID]) -> bool:
        """Whether they may open something of the family here."""
        return any(_may(read, work, who, each) for read in self.opens for each in family)


def check(register: Register, work: Work, who: Principal, family: set[UUID] | None) -> None:
    """Raise `NotFound` unless they are the officer, or work with this family."""
    if who.has(OFFICER):
        return
    if family is None or not register.is_opened_by(work, who, family):
        raise NotFound


def _may(
    read: Callable[[Work, Principal, UUID], object], work: Work, who: Principal, thing_id: UUID
) -> bool:
    try:
        read(work, who, thing_id)
    except NotFound:
        return False
    return True
