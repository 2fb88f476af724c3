"""Keep networks and who was offered a family, and how much room there is."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0017"
down_revision = "referral_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_members()
    _network_members()
    _networks()
    _openings()
    _considered()
    _busy_supporters()
    _free_supporters()


def _known_members() -> None:
    op.create_table(
        "known_members",
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("network_id", "organisation", "programme"),
    )


def _network_members() -> None:
    op.create_table(
        "network_members",
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("offer", sa.JSON(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("network_id", "organisation"),
    )


def _networks() -> None:
    op.create_table(
        "networks",
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("coordinator", sa.Uuid(), nullable=False),
        sa.Column("programmes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("network_id"),
    )
    op.create_index("ix_networks_coordinator", "networks", ["coordinator"], unique=False)


def _openings() -> None:
    op.create_table(
        "openings",
        sa.Column("opening_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("period", sa.String(length=12), nullable=True),
        sa.Column("closed", sa.String(length=12), nullable=True),
        sa.Column("closed_from", sa.Date(), nullable=True),
        sa.Column("closed_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("opening_id"),
    )
    op.create_index("ix_openings_organisation", "openings", ["organisation"], unique=False)


def _considered() -> None:
    op.create_table(
        "considered",
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("coordinator", sa.Uuid(), nullable=False),
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("skips", sa.JSON(), nullable=False),
        sa.Column("is_chosen", sa.Integer(), nullable=False),
        sa.Column("back", sa.String(length=30), nullable=True),
        sa.PrimaryKeyConstraint("referral_id", "round", "organisation"),
    )
    op.create_index("considered_coordinator", "considered", ["coordinator", "on"], unique=False)
    op.create_index("considered_organisation", "considered", ["organisation", "on"], unique=False)


def _busy_supporters() -> None:
    op.create_table(
        "busy_supporters",
        sa.Column("match_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("match_id"),
    )
    op.create_index(
        "ix_busy_supporters_volunteer_id", "busy_supporters", ["volunteer_id"], unique=False
    )


def _free_supporters() -> None:
    op.create_table(
        "free_supporters",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("programme", sa.String(length=60), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("has_left", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("volunteer_id", "programme"),
    )
    op.create_index(
        "ix_free_supporters_organisation", "free_supporters", ["organisation"], unique=False
    )
