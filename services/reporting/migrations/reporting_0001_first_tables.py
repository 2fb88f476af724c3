"""The first tables of the reporting service.

They were made before there were steps, so a database may have them already and keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_organisations()
    _known_programmes()
    _agreement_facts()
    _case_facts()
    _match_facts()
    _referral_facts()
    _visit_facts()
    _editions()


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


def _agreement_facts() -> None:
    op.create_table(
        "agreement_facts",
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.Column("municipalities", sa.JSON(), nullable=False),
        sa.Column("counties", sa.JSON(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("agreement_id"),
        if_not_exists=True,
    )


def _case_facts() -> None:
    op.create_table(
        "case_facts",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("phase", sa.String(length=60), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=30), nullable=True),
        sa.Column("outcome", sa.String(length=30), nullable=True),
        sa.Column("early", sa.Boolean(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("follow_up_outcome", sa.String(length=30), nullable=True),
        sa.Column("placed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_case_facts_organisation",
        "case_facts",
        ["organisation"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        "ix_case_facts_referral_id", "case_facts", ["referral_id"], unique=False, if_not_exists=True
    )


def _match_facts() -> None:
    op.create_table(
        "match_facts",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=30), nullable=True),
        sa.Column("declined_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("match_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_match_facts_case_id", "match_facts", ["case_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_match_facts_organisation",
        "match_facts",
        ["organisation"],
        unique=False,
        if_not_exists=True,
    )


def _referral_facts() -> None:
    op.create_table(
        "referral_facts",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=True),
        sa.Column("referrer_kind", sa.String(length=30), nullable=True),
        sa.Column("asked_programme", sa.String(length=60), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("municipality", sa.String(length=3), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("provider", sa.Uuid(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end", sa.String(length=12), nullable=True),
        sa.PrimaryKeyConstraint("referral_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_referral_facts_case_id", "referral_facts", ["case_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_referral_facts_provider",
        "referral_facts",
        ["provider"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        "ix_referral_facts_sender", "referral_facts", ["sender"], unique=False, if_not_exists=True
    )


def _visit_facts() -> None:
    op.create_table(
        "visit_facts",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_visit_facts_case_id", "visit_facts", ["case_id"], unique=False, if_not_exists=True
    )


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("edition_id"),
        sa.UniqueConstraint("month"),
        if_not_exists=True,
    )
