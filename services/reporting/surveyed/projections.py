"""A row for each question of what was counted together, beside the other facts."""

from sqlalchemy import Column, Connection, Date, Integer, String, Table, Uuid

from services.common.survey import YES
from services.reporting.facts.projections import facts, metadata
from services.volunteers.surveys.events import SurveyCounted
from shared.database.upsert import upsert

survey_facts = Table(
    "survey_facts",
    metadata,
    Column("organisation", Uuid, primary_key=True),
    Column("month", Date, primary_key=True),  # its first day
    Column("question", String(40), primary_key=True),
    Column("answers", Integer, nullable=False),  # five or more
    Column("yes", Integer, nullable=False),  # of them, those of 4 and 5
)
LOWEST_YES = YES - 1  # place among the counts


@facts.on(SurveyCounted)
def count(db: Connection, event: SurveyCounted) -> None:
    for each in event.counts:
        key = {
            "organisation": event.organisation,
            "month": event.month,
            "question": each.question,
        }
        upsert(
            db, survey_facts, key, {"answers": event.answers, "yes": sum(each.answers[LOWEST_YES:])}
        )
