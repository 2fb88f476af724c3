"""keep documents of cases."""

import sqlalchemy as sa
from alembic import op

revision = "casework_0029"
down_revision = "casework_0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _case_documents()


def _case_documents() -> None:
    op.create_table(
        "case_documents",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("circle", sa.String(length=20), nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=True),
        sa.Column("is_removed", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_index("case_documents_case", "case_documents", ["case_id", "dated_on"], unique=False)
