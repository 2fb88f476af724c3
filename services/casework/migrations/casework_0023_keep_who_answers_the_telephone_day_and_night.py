"""Keep who answers the telephone day and night."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0023"
down_revision = "casework_0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _phone_duties()


def _phone_duties() -> None:
    op.create_table(
        "phone_duties",
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("duty_id"),
    )
    op.create_index(
        "phone_duties_organisation", "phone_duties", ["organisation", "until"], unique=False
    )
