"""Keep within how many days a network answers."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0020"
down_revision = "referral_0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _answer_times()
    _awaited_answers()
    _networks()


def _answer_times() -> None:
    op.create_table(
        "answer_times",
        sa.Column("network_id", sa.Uuid(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("network_id"),
    )


def _awaited_answers() -> None:
    with op.batch_alter_table("awaited_answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("offered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("offer_paused", sa.Integer(), nullable=True))


def _networks() -> None:
    with op.batch_alter_table("networks", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_days", sa.Integer(), nullable=True))
