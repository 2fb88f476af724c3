"""Keep from whom of the provider a family is kept."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0030"
down_revision = "referral_0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _kept_from()


def _kept_from() -> None:
    op.create_table(
        "kept_from",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id"),
    )
    op.create_index("kept_from_person", "kept_from", ["person_id"], unique=False)
