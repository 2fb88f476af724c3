"""Keep the codes of families."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0024"
down_revision = "casework_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _family_codes()


def _family_codes() -> None:
    op.create_table(
        "family_codes",
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code_id"),
    )
    op.create_index("ix_family_codes_case_id", "family_codes", ["case_id"], unique=False)
