"""What a deadline is about, in words that name nobody of a family."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from services.common import catalogue
from services.common.phrases import place
from services.volunteers.matches.projections import matches
from services.volunteers.matching.projections import needs
from services.volunteers.ranking.texts import years
from shared.identity.principals import Principal
from shared.web.i18n import language
from shared.work import Work


def called(work: Work, _who: Principal, things: Collection[UUID]) -> dict[UUID, str]:
    """Of a family that waits, and of the family of a match: programme, age, place."""
    pairs = select(matches.c.match_id, matches.c.case_id).where(matches.c.match_id.in_(things))
    case_of = {row.match_id: row.case_id for row in work.db.execute(pairs)}
    cases = {case_of.get(thing, thing) for thing in things}
    names = catalogue.names_of_programmes(work.db, language())
    about = {
        row.case_id: " · ".join(
            part
            for part in (
                names.get(row.programme, row.programme),
                years(row.age_band),
                place(row.municipality),
            )
            if part
        )
        for row in work.db.execute(select(needs).where(needs.c.case_id.in_(cases)))
    }
    return {thing: about.get(case_of.get(thing, thing), "") for thing in things}
