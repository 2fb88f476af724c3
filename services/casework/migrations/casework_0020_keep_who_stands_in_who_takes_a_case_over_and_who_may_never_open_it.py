"""Keep who stands in, who takes a case over and who may never open it."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0020"
down_revision = "casework_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _case_locks()
    _seats_by_day()


def _case_locks() -> None:
    op.create_table(
        "case_locks",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id"),
    )
    op.create_index("case_locks_person", "case_locks", ["person_id"], unique=False)


def _seats_by_day() -> None:
    op.create_table(
        "seats_by_day",
        sa.Column("seat_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("stand_in_id", sa.Uuid(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("seat_id"),
    )
    op.create_index("seats_by_day_case", "seats_by_day", ["case_id", "person_id"], unique=False)
    op.create_index("seats_by_day_person", "seats_by_day", ["person_id"], unique=False)
