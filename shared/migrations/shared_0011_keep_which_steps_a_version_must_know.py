"""Keep which steps a version must know."""

import sqlalchemy as sa
from alembic import op

revision = "shared_0011"
down_revision = "shared_0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _required_steps()


def _required_steps() -> None:
    op.create_table(
        "required_steps",
        sa.Column("branch", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("branch"),
    )
