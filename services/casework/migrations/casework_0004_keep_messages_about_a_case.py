"""Keep messages about a case."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0004"
down_revision = "casework_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _messages()


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("by_supporter", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_worry", sa.Boolean(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("impression", sa.JSON(), nullable=True),
        sa.Column("text", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("message_id"),
    )
    op.create_index("messages_case", "messages", ["case_id", "at"], unique=False)
