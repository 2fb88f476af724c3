"""Keep what organisations are called, and programmes that end."""

import sqlalchemy as sa
from alembic import op

revision = "volunteers_0013"
down_revision = "volunteers_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_withdrawals()
    _known_organisations()


def _known_withdrawals() -> None:
    op.create_table(
        "known_withdrawals",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )


def _known_organisations() -> None:
    with op.batch_alter_table("known_organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name_sv", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("name_en", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("left_on", sa.Date(), nullable=True))
