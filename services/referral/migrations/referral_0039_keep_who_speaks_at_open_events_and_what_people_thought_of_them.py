"""Keep who speaks at open events and what people thought of them.."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0039"
down_revision = "referral_0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _speakers()
    _opinion_boxes()


def _speakers() -> None:
    op.create_table(
        "speakers",
        sa.Column("speaker_id", sa.Uuid(), nullable=False),
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("speaker_id"),
    )
    op.create_index("ix_speakers_happening_id", "speakers", ["happening_id"], unique=False)


def _opinion_boxes() -> None:
    op.create_table(
        "opinion_boxes",
        sa.Column("happening_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("happening_id"),
    )
