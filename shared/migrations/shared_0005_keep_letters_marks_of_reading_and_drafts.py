"""Keep letters, marks of reading and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0005"
down_revision = "shared_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _letters()
    _read_marks()
    _drafts()


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=30), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", "recipient"),
    )
    op.create_index("letters_recipient", "letters", ["recipient", "at"], unique=False)
    op.create_index("letters_thing", "letters", ["thing_id"], unique=False)


def _read_marks() -> None:
    op.create_table(
        "read_marks",
        sa.Column("principal", sa.Uuid(), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("principal", "thing_id"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("principal", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=120), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("principal", "form"),
    )
    op.create_index("drafts_kept_at", "drafts", ["kept_at"], unique=False)
