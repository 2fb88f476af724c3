"""Which agreements a case has. What each says is read from its own history."""

from sqlalchemy import Column, Connection, Date, Index, Integer, MetaData, Table, Uuid, insert

from services.casework.agreements.events import AgreementDrawnUp
from shared.consumer.subscription import Projection
from shared.store import Recorded

metadata = MetaData()
agreements = Table(
    "plan_agreements",
    metadata,
    Column("paper_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("drawn_on", Date, nullable=False),
    Column("position", Integer, nullable=False),  # of the event that says it
    Index("plan_agreements_case", "case_id", "drawn_on"),
)

agreement_list = Projection("plan_agreements", metadata)


@agreement_list.on_message(AgreementDrawnUp)
def list_it(db: Connection, event: AgreementDrawnUp, message: Recorded) -> None:
    names = ("paper_id", "case_id", "drawn_on")
    values = {name: getattr(event, name) for name in names}
    db.execute(insert(agreements).values(position=message.position, **values))
