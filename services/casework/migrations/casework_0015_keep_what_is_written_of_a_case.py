"""Keep what is written of a case."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0015"
down_revision = "casework_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _entries()


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("by_supporter", sa.Boolean(), nullable=True),
        sa.Column("party", sa.String(length=20), nullable=True),
        sa.Column("cost_kind", sa.String(length=10), nullable=True),
        sa.Column("costs", sa.Numeric(precision=8, scale=2), nullable=True),
        sa.Column("circle", sa.String(length=20), nullable=True),
        sa.Column("for_family", sa.Boolean(), nullable=True),
        sa.Column("began_at", sa.String(length=5), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("whom", sa.JSON(), nullable=True),
        sa.Column("text", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("by", sa.String(length=80), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("is_error", sa.Boolean(), nullable=True),
        sa.Column("is_corrected", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("entry_id"),
    )
    op.create_index("entries_case", "entries", ["case_id", "held_on"], unique=False)
