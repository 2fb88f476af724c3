"""Where Alembic looks for its environment: not among the steps, each file of which is one."""
