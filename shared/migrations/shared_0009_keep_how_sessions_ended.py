"""Keep how sessions ended."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0009"
down_revision = "shared_0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _logout_tokens()
    _sessions()


def _logout_tokens() -> None:
    op.create_table(
        "logout_tokens",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )


def _sessions() -> None:
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sid", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("form_token", sa.String(length=64), nullable=True))
        batch_op.create_index("sessions_form_token", ["form_token"], unique=False)
        batch_op.create_index("sessions_sid", ["sid"], unique=False)
