"""Keep packages and the templates that came of them."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0037"
down_revision = "referral_0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _package_partners()
    _package_templates()
    _packages()


def _package_partners() -> None:
    op.create_table(
        "package_partners",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("package_id", "organisation"),
    )


def _package_templates() -> None:
    op.create_table(
        "package_templates",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("shape", sa.JSON(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("package_id"),
    )


def _packages() -> None:
    op.create_table(
        "packages",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("lead", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("by_when", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("approved_by_asker", sa.Integer(), nullable=False),
        sa.Column("approved_by_lead", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("package_id"),
    )
    op.create_index("ix_packages_lead", "packages", ["lead"], unique=False)
    op.create_index("ix_packages_organisation", "packages", ["organisation"], unique=False)
    op.create_index("ix_packages_status", "packages", ["status"], unique=False)
