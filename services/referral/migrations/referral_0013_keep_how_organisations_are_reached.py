"""Keep how organisations are reached."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0013"
down_revision = "referral_0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _known_organisations()


def _known_organisations() -> None:
    with op.batch_alter_table("known_organisations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("email", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("address", sa.String(length=300), nullable=True))
