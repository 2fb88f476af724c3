"""Keep how members of a network are controllers."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0038"
down_revision = "referral_0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _networks()


def _networks() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("control", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("contact", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("arrangement", sa.String(length=300), nullable=True))
