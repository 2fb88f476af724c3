"""The first tables of the referral service.

They were made before there were steps, so a database may have them already and keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "referral_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_organisations()
    _known_programmes()
    _agreements()
    _disclosures()
    _messages()
    _referrals()
    _referrals_indexes()


def _known_organisations() -> None:
    op.create_table(
        "known_organisations",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("organisation_id"),
        sa.UniqueConstraint("code"),
        if_not_exists=True,
    )


def _known_programmes() -> None:
    op.create_table(
        "known_programmes",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", "version"),
        if_not_exists=True,
    )


def _agreements() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.Uuid(), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("counties", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("quota", sa.Integer(), nullable=True),
        sa.Column("price", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.Column("emphases", sa.JSON(), nullable=False),
        sa.Column("plan", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_agreements_party", "agreements", ["party"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_agreements_provider", "agreements", ["provider"], unique=False, if_not_exists=True
    )


def _disclosures() -> None:
    op.create_table(
        "disclosures",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_disclosures_referral_id",
        "disclosures",
        ["referral_id"],
        unique=False,
        if_not_exists=True,
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_messages_referral_id", "messages", ["referral_id"], unique=False, if_not_exists=True
    )


def _referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=False),
        sa.Column("referrer_kind", sa.String(length=30), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("municipality", sa.String(length=3), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("business_status", sa.String(length=30), nullable=True),
        sa.Column("phase", sa.String(length=30), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("client", sa.String(length=80), nullable=True),
        sa.Column("source_reference", sa.String(length=200), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("subject_kind", sa.String(length=20), nullable=True),
        sa.Column("age_band", sa.String(length=10), nullable=True),
        sa.Column("urgency", sa.String(length=10), nullable=True),
        sa.Column("service_language", sa.String(length=10), nullable=True),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=True),
        sa.Column("sibling_count", sa.Integer(), nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=True),
        sa.Column("mother_tongue", sa.JSON(), nullable=True),
        sa.Column("given_name", sa.JSON(), nullable=True),
        sa.Column("family_name", sa.JSON(), nullable=True),
        sa.Column("date_of_birth", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("referral_id"),
        if_not_exists=True,
    )


def _referrals_indexes() -> None:
    op.create_index(
        "ix_referrals_organisation", "referrals", ["organisation"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_referrals_sender", "referrals", ["sender"], unique=False, if_not_exists=True
    )
    op.create_index(
        "referrals_source",
        "referrals",
        ["client", "source_reference"],
        unique=False,
        if_not_exists=True,
    )
