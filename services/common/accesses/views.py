"""The lines of an access log as its reader sees them: who did what to whose data, in a sentence."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from services.common import catalogue
from services.common.accesses.policy import OFFICER
from services.common.accesses.texts import sentence_of
from services.common.codes import Role
from services.common.labels import label, within
from shared.identity.principals import Principal, principals
from shared.kernel.sealing import opened
from shared.web.i18n import language
from shared.work import Work


@dataclass(frozen=True)
class Lines:
    """Lines for one reader. Of other organisations' people they read role and organisation."""

    work: Work
    who: Principal
    rows: list[Row[Any]]

    def as_json(self) -> list[dict[str, Any]]:
        return [self._line(row) for row in self.rows]

    def _line(self, row: Row[Any]) -> dict[str, Any]:
        name, role = self._names.get(UUID(row.principal), ""), self._role(row)
        home = self._organisation(row)
        opened_ids = [each[-36:] for each in row.opened.split()]
        return {
            "at": row.at,
            "text": sentence_of(row, self._called(name, role, home)),
            "who": {"id": UUID(row.principal), "name": name, "role": role, "organisation": home},
            "manner": row.manner,
            "outcome": row.outcome,
            "operation": row.operation,
            "opened": [UUID(each) for each in opened_ids],
            "listed": len(row.listed.split()),
            "purpose": row.purpose,
            "request": row.request,
        }

    @staticmethod
    def _called(name: str, role: str, organisation: str) -> str:
        parts = (name, within(role)) if name else (role, organisation)
        first, *apposition = [part for part in parts if part] or [""]
        return f"{first}, {apposition[0]}," if apposition else first

    @staticmethod
    def _role(row: Row[Any]) -> str:
        role = next(iter(row.roles.split()), "")
        return label(Role(role), language()) if role else ""

    def _organisation(self, row: Row[Any]) -> str:
        home = self._organisations.get(UUID(row.organisation)) if row.organisation else None
        return home.name_in(language()) if home else ""

    @cached_property
    def _organisations(self) -> dict[UUID, Any]:
        return catalogue.all_organisations(self.work.db)

    @cached_property
    def _names(self) -> dict[UUID, str]:
        """Names of those whom the reader may know by name, leavers among them."""
        ids = {UUID(row.principal) for row in self.rows if self._may_name(row)}
        query = select(principals).where(principals.c.id.in_(ids))
        return {
            row.id: opened(row.name, self.work.sealing) or row.sign_in
            for row in self.work.db.execute(query).all()
        }

    def _may_name(self, row: Row[Any]) -> bool:
        home = self.who.organisation
        return row.organisation == str(home or "") or (home is None and self.who.has(OFFICER))
