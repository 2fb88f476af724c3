"""Count closed packages."""

import sqlalchemy as sa
from alembic import op

revision = "reporting_0015"
down_revision = "reporting_0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _package_facts()


def _package_facts() -> None:
    op.create_table(
        "package_facts",
        sa.Column("package_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=20), nullable=False),
        sa.Column("municipality", sa.String(length=3), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("young_people", sa.Integer(), nullable=False),
        sa.Column("parents", sa.Integer(), nullable=False),
        sa.Column("professionals", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("paid_by_municipality", sa.Integer(), nullable=False),
        sa.Column("paid_by_own_grants", sa.Integer(), nullable=False),
        sa.Column("paid_by_others", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("package_id"),
    )
    op.create_index(
        "ix_package_facts_organisation", "package_facts", ["organisation"], unique=False
    )
