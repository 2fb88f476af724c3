"""Keep what parties of agreements do together."""

import sqlalchemy as sa
from alembic import op

revision = "referral_0021"
down_revision = "referral_0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _emphases()
    _waiting_emphases()
    _agreements()


def _emphases() -> None:
    op.create_table(
        "emphases",
        sa.Column("emphasis_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("emphasis", sa.JSON(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("emphasis_id"),
    )
    op.create_index("emphases_year", "emphases", ["agreement_id", "year"], unique=False)


def _waiting_emphases() -> None:
    op.create_table(
        "waiting_emphases",
        sa.Column("emphasis_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("organisation", sa.Uuid(), nullable=False),
        sa.Column("waits_for", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("emphasis_id"),
    )
    op.create_index(
        "ix_waiting_emphases_waits_for", "waiting_emphases", ["waits_for"], unique=False
    )


def _agreements() -> None:
    with op.batch_alter_table("agreements", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("quotas", sa.JSON(), nullable=True))
        batch_op.add_column(
            sa.Column("family_price", sa.Numeric(precision=12, scale=2), nullable=True)
        )
        batch_op.add_column(sa.Column("notice_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("plan_link", sa.String(length=300), nullable=True))
