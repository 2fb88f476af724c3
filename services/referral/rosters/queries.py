"""The file that waits for its sender's word, sealed, and what it would change today."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.referral.access.domain import Person
from services.referral.rosters import policy
from services.referral.rosters.rules import Plan, Reach, plan
from services.referral.rosters.schemas import LANGUAGES, rows_in
from shared.identity.principals import Principal, principals
from shared.kernel.sealing import opened
from shared.web import drafts
from shared.work import Work

FORM = f"{drafts.FILE}people"


@dataclass(frozen=True)
class Waiting:
    """A file that was sent and not confirmed yet."""

    text: str
    others_leave: bool


def waiting(work: Work, principal: Principal) -> Waiting | None:
    """The sender's own file; None when none waits."""
    by = drafts.owner(principal)
    kept = drafts.kept(work.db, work.sealing, by=by, form=FORM, now=work.now)
    if not kept.get("csv"):
        return None
    return Waiting(kept["csv"][0], bool(kept.get("others_leave")))


def planned(work: Work, principal: Principal, file: Waiting) -> Plan:
    """What it would change; raises `Faulty`."""
    reach = Reach(
        sender=principal.id,
        home=None if policy.keeps_all(principal) else principal.organisation,
        roles=policy.may_give(principal),
        others_leave=file.others_leave,
    )
    return plan(rows_in(file.text), people(work), _organisations(work), reach)


def _organisations(work: Work) -> dict[str, UUID]:
    """Every organisation by its code, and by its name as registered and in each language."""
    everywhere = catalogue.all_organisations(work.db).values()
    names = {each.name_in(language): each.id for each in everywhere for language in LANGUAGES}
    return names | {each.name: each.id for each in everywhere} | {o.code: o.id for o in everywhere}


def people(work: Work) -> dict[str, Person]:
    """Everybody who ever joined, by their sign-in in small letters."""
    rows = work.db.execute(select(principals).where(principals.c.kind == "person"))
    return {row.sign_in.casefold(): _person(work, row) for row in rows}


def organisation_names(work: Work, locale: str) -> dict[UUID, str]:
    """Every organisation's name by its id."""
    return {key: each.name_in(locale) for key, each in catalogue.all_organisations(work.db).items()}


def _person(work: Work, row: object) -> Person:
    values = row._mapping  # type: ignore[attr-defined]  # a row has it
    return Person(
        values["id"],
        sign_in=values["sign_in"],
        organisation=values["organisation"],
        roles=tuple(values["roles"]),
        is_here=values["active"],
        subject=values["subject"],
        name=opened(values["name"], work.sealing) or "",
    )
