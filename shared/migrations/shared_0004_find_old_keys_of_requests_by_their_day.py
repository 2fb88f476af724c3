"""Find old keys of requests by their day."""

from alembic import op

revision = "shared_0004"
down_revision = "shared_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _idempotency()


def _idempotency() -> None:
    with op.batch_alter_table("idempotency", schema=None) as batch_op:
        batch_op.create_index("idempotency_at", ["at"], unique=False)
