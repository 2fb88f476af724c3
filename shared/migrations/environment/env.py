"""What Alembic runs for its commands: the steps, on the connection that it was given.

Its name is Alembic's own (https://alembic.sqlalchemy.org/en/latest/tutorial.html). Whoever else
imports it runs nothing.
"""

from alembic import context


def run() -> None:
    """Take the steps in the transaction of the connection; whoever opened it commits."""
    context.configure(**context.config.attributes)
    context.run_migrations()


if hasattr(context, "config"):  # only while Alembic is at work
    run()
