"""Keep what professionals ask the network, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0032"
down_revision = "referral_0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _consultation_guidance()
    _consultations()


def _consultation_guidance() -> None:
    op.create_table(
        "consultation_guidance",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("guidance", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("consultation_id"),
    )
    op.create_index(
        "ix_consultation_guidance_theme", "consultation_guidance", ["theme"], unique=False
    )


def _consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("consultation_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("answerer", sa.Uuid(), nullable=True),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("urgency", sa.String(length=10), nullable=False),
        sa.Column("profession", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("consultation_id"),
    )
    op.create_index("ix_consultations_answerer", "consultations", ["answerer"], unique=False)
    op.create_index("ix_consultations_latest", "consultations", ["latest"], unique=False)
    op.create_index(
        "ix_consultations_organisation", "consultations", ["organisation"], unique=False
    )
