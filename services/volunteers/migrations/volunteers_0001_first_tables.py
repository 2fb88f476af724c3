"""The first tables of the volunteers service.

They were made before there were steps, so a database may have them already and keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_organisations()
    _known_programmes()
    _vetting_drafts()
    _volunteers()
    _needs()
    _matches()
    _introductions()
    _visits()


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


def _vetting_drafts() -> None:
    op.create_table(
        "vetting_drafts",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("extract_issue_date", sa.JSON(), nullable=False),
        sa.Column("checked_on", sa.JSON(), nullable=False),
        sa.Column("checked_by", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("returned_on", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("volunteer_id"),
        if_not_exists=True,
    )


def _volunteers() -> None:
    op.create_table(
        "volunteers",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("given_name", sa.JSON(), nullable=True),
        sa.Column("family_name", sa.JSON(), nullable=True),
        sa.Column("date_of_birth", sa.JSON(), nullable=True),
        sa.Column("municipality", sa.JSON(), nullable=True),
        sa.Column("languages", sa.JSON(), nullable=True),
        sa.Column("interests", sa.JSON(), nullable=True),
        sa.Column("availability", sa.JSON(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("recommended", sa.JSON(), nullable=True),
        sa.Column("references_on", sa.Date(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("consented", sa.Boolean(), nullable=False),
        sa.Column("vetted", sa.JSON(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("volunteer_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_volunteers_organisation",
        "volunteers",
        ["organisation"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        "ix_volunteers_person_id", "volunteers", ["person_id"], unique=False, if_not_exists=True
    )


def _needs() -> None:
    op.create_table(
        "needs",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("sender", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("programme_version", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=True),
        sa.Column("age_band", sa.String(length=10), nullable=True),
        sa.Column("asks_child", sa.Boolean(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=True),
        sa.Column("mother_tongue", sa.JSON(), nullable=True),
        sa.Column("service_language", sa.String(length=35), nullable=False),
        sa.Column("interpreter_needed", sa.Boolean(), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=True),
        sa.Column("availability", sa.JSON(), nullable=True),
        sa.Column("sibling_count", sa.Integer(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("match_id", sa.Uuid(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("case_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_needs_organisation", "needs", ["organisation"], unique=False, if_not_exists=True
    )
    op.create_index("ix_needs_state", "needs", ["state"], unique=False, if_not_exists=True)


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=True),
        sa.Column("volunteer_given", sa.String(length=3), nullable=True),
        sa.Column("family_given", sa.String(length=3), nullable=True),
        sa.Column("child_view", sa.String(length=20), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=30), nullable=True),
        sa.PrimaryKeyConstraint("match_id"),
        if_not_exists=True,
    )
    op.create_index("ix_matches_case_id", "matches", ["case_id"], unique=False, if_not_exists=True)
    op.create_index(
        "ix_matches_organisation", "matches", ["organisation"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_matches_volunteer_id", "matches", ["volunteer_id"], unique=False, if_not_exists=True
    )


def _introductions() -> None:
    op.create_table(
        "introductions",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.JSON(), nullable=True),
        sa.Column("phone", sa.JSON(), nullable=True),
        sa.Column("address", sa.JSON(), nullable=True),
        sa.Column("guardian_name", sa.JSON(), nullable=True),
        sa.Column("guardian_phone", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("match_id"),
        if_not_exists=True,
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visit_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_visits_volunteer_id", "visits", ["volunteer_id"], unique=False, if_not_exists=True
    )
