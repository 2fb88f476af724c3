"""As whom a support person signs in.

The last databases that were made without steps may have the table already, and keep it.
"""

import sqlalchemy as sa
from alembic import op

revision = "casework_0002"
down_revision = "casework_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sign_ins()


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("volunteer_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("volunteer_id"),
        if_not_exists=True,
    )
    op.create_index(
        "ix_sign_ins_person_id", "sign_ins", ["person_id"], unique=False, if_not_exists=True
    )
