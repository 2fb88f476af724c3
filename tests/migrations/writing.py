"""A new step from what the tables say now and what all steps so far have made."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy import JSON, DateTime

from services.platform.registry import steps_of
from shared.database.columns import Personal, UtcDateTime
from shared.database.engine import Database
from shared.database.migrating import MACHINERY, NUMBERED, migrate
from shared.tables import MACHINERY as SHARED
from tests.migrations.composed import tables_of

HEAD = '''"""{says}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {before}
branch_labels = None
depends_on = None


def upgrade() -> None:
{calls}
'''


def write(line: str, says: str) -> Path | None:
    """The file of the step that is missing in a line; None when there is nothing to change."""
    service = "referral" if line == "shared" else line
    steps = steps_of(service)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/{service}")
        migrate(database, steps)
        operations = _missing(database, service, line)
        database.close()
    if operations.is_empty():
        return None
    return _file(line, says, operations, MACHINERY if line == "shared" else steps.own)


def _missing(database: Database, service: str, line: str) -> ops.UpgradeOps:
    options = {"compare_type": True, "include_object": _of_line(line)}
    with database.reading() as db:
        context = MigrationContext.configure(db, opts=options)
        operations = produce_migrations(context, tables_of(service)).upgrade_ops  # type: ignore[arg-type]  # a list is accepted
    assert operations is not None
    return operations


def _of_line(line: str) -> Any:
    shared = {table.name for metadata in SHARED for table in metadata.sorted_tables}

    def include(item: Any, name: str, kind: str, _reflected: bool, _other: Any) -> bool:
        of_table = name if kind == "table" else item.table.name
        if of_table.startswith("alembic_version"):
            return False
        return (of_table in shared) is (line == "shared")

    return include


def _file(line: str, says: str, operations: ops.UpgradeOps, folder: Path) -> Path:
    last = max((int(m["number"]) for m in map(_named, folder.iterdir()) if m), default=0)
    revision = f"{line}_{last + 1:04}"
    parts = list(_by_table(operations))
    body = HEAD.format(
        says=says,
        revision=revision,
        before=f'"{line}_{last:04}"' if last else None,
        calls="\n".join(f"    _{name}()" for name, _ in parts),
    )
    for name, code in parts:
        body += f"\n\ndef _{name}() -> None:\n{code}\n"
    path = folder / f"{revision}_{re.sub('[^a-z]+', '_', says.lower()).strip('_')}.py"
    path.write_text(body)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", path], check=True)
    return path


def _named(path: Path) -> re.Match[str] | None:
    return NUMBERED.fullmatch(path.name)


def _by_table(upgrade: ops.UpgradeOps) -> Iterator[tuple[str, str]]:
    """A function for each table and for its indexes, so that none is longer than a page."""
    together: dict[str, list[Any]] = {}
    for operation in upgrade.ops:
        name = getattr(operation, "table_name", "")
        of_index = isinstance(operation, ops.CreateIndexOp)
        together.setdefault(f"{name}_indexes" if of_index else name, []).append(operation)
    for name, operations in together.items():
        is_new = isinstance(operations[0], ops.CreateTableOp | ops.CreateIndexOp)
        code = render_python_code(
            ops.UpgradeOps(ops=operations), render_as_batch=not is_new, render_item=_plain
        )
        code = re.sub(r"(?:batch_)?op\.f\((.*?)\)", r"\1", code)  # no naming convention is in use
        yield name, f"    {code.strip()}" if "\n" not in code else _indented(code)


def _indented(code: str) -> str:
    lines = [line for line in code.splitlines() if not line.strip().startswith("# ###")]
    return "\n".join(line for line in lines if line.strip())


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Our column types as the database sees them: what a step makes may not change with them."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return f"sa.{DateTime(timezone=True)!r}"
    if isinstance(item, Personal):
        return f"sa.{JSON()!r}"
    return False
