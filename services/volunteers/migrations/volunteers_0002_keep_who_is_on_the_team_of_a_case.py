"""Keep who is on the team of a case."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0002"
down_revision = "volunteers_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _seats()


def _seats() -> None:
    op.create_table(
        "seats",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id"),
    )
    op.create_index("seats_person", "seats", ["person_id"], unique=False)
