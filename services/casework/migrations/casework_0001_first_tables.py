"""The first tables of the casework service.

They were made before there were steps, so a database may have them already and keeps them.
"""

import sqlalchemy as sa
from alembic import op

revision = "casework_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_organisations()
    _known_programmes()
    _cases()
    _team()
    _moments()
    _visits()
    _matches()


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


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("given_name", sa.JSON(), nullable=True),
        sa.Column("family_name", sa.JSON(), nullable=True),
        sa.Column("date_of_birth", sa.JSON(), nullable=True),
        sa.Column("non_disclosure", sa.Boolean(), nullable=False),
        sa.Column("sender_name", sa.String(length=200), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=True),
        sa.Column("organisation", sa.Uuid(), nullable=True),
        sa.Column("programme", sa.String(length=60), nullable=True),
        sa.Column("programme_version", sa.Integer(), nullable=True),
        sa.Column("municipality", sa.String(length=3), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("phase", sa.String(length=60), nullable=True),
        sa.Column("phase_since", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("case_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_cases_organisation", "cases", ["organisation"], unique=False, if_not_exists=True
    )
    op.create_index(
        "ix_cases_referral_id", "cases", ["referral_id"], unique=False, if_not_exists=True
    )


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person_id"),
        if_not_exists=True,
    )
    op.create_index("team_person", "team", ["person_id"], unique=False, if_not_exists=True)


def _moments() -> None:
    op.create_table(
        "moments",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
        if_not_exists=True,
    )
    op.create_index("moments_case", "moments", ["case_id", "on"], unique=False, if_not_exists=True)


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.String(length=5), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("activities", sa.JSON(), nullable=True),
        sa.Column("impression", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("visit_id"),
        if_not_exists=True,
    )
    op.create_index(
        "visits_case", "visits", ["case_id", "held_on"], unique=False, if_not_exists=True
    )


def _matches() -> None:
    op.create_table(
        "matches",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("match_id"),
        if_not_exists=True,
    )
    op.create_index("ix_matches_case_id", "matches", ["case_id"], unique=False, if_not_exists=True)
    op.create_index("matches_person", "matches", ["person_id"], unique=False, if_not_exists=True)
