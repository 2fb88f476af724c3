"""Keep which mails were sent."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0017"
down_revision = "shared_0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _mail_collected()
    _mail_notices()
    _mails()
    _mail_readers()


def _mail_collected() -> None:
    op.create_table(
        "mail_collected",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "recipient"),
    )


def _mail_notices() -> None:
    op.create_table(
        "mail_notices",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mail_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("letter_id", "person_id"),
    )
    op.create_index("mail_notices_due", "mail_notices", ["mail_id", "due_at"], unique=False)


def _mails() -> None:
    op.create_table(
        "mails",
        sa.Column("mail_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("made_for", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("deadlines", sa.Integer(), nullable=False),
        sa.Column("news", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("mail_id"),
        sa.UniqueConstraint("person_id", "made_for"),
    )
    op.create_index("mails_state", "mails", ["state", "next_at"], unique=False)


def _mail_readers() -> None:
    op.create_table(
        "mail_readers",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.JSON(), nullable=True),
        sa.Column("has_address", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("urgent", sa.String(length=10), nullable=False),
        sa.Column("deadlines", sa.String(length=10), nullable=False),
        sa.Column("news", sa.String(length=10), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("quiet_weekends", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
