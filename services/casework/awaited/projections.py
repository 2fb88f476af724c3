"""The tables in which each case, visit, helper and programme keeps its own part of what is due.

Only the clock's projection writes them (`services/casework/deadlines`).
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, String, Table, Uuid

metadata = MetaData()
cases = Table(
    "awaited_cases",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("organisation", Uuid),
    Column("programme", String(60)),
    Column("programme_version", Integer),
    Column("opened_on", Date),  # NULL: only its visits or matches came so far
    Column("closed_on", Date),  # NULL: still open
    Column("followed_up_on", Date),  # NULL: not yet
    Column("summarised_until", Date),  # by an approved summary; NULL: none yet
    Column("is_led", Boolean),  # by another case of the same person: nothing is due here
    Index("awaited_cases_programme", "programme", "programme_version"),
)
visits = Table(
    "awaited_visits",
    metadata,
    Column("visit_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("held_on", Date),  # NULL: it was not held, or never was
)
appointments = Table(
    "awaited_appointments",
    metadata,
    Column("entry_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("held_on", Date),  # NULL: it lies ahead no more
)
meetings = Table(
    "awaited_meetings",
    metadata,
    Column("meeting_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("held_on", Date),  # NULL: it never was
    Column("next_on", Date),  # NULL: no day was agreed
)
helpers = Table(
    "awaited_helpers",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("helper_id", Uuid, primary_key=True),  # of the team, or a match
    Column("is_there", Boolean, nullable=False),  # false: no longer
)
terms = Table(
    "awaited_terms",
    metadata,
    Column("programme", String(60), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("quiet_days", Integer, nullable=False),
    Column("follow_up_months", Integer, nullable=False),
    Column("summary_months", Integer),  # NULL: none is promised
)
