"""Keep which referrals may be of one person, and what was decided of them."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0024"
down_revision = "referral_0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _likenesses()
    _comparisons()


def _likenesses() -> None:
    op.create_table(
        "likenesses",
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=22), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("likeness", sa.String(length=30), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "token", "referral_id"),
    )
    op.create_index("ix_likenesses_person", "likenesses", ["person"], unique=False)
    op.create_index("likenesses_referral", "likenesses", ["referral_id"], unique=False)


def _comparisons() -> None:
    op.create_table(
        "comparisons",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("referral_id", "other"),
    )
    op.create_index("ix_comparisons_organisation", "comparisons", ["organisation"], unique=False)
