"""Imports the modules named on standard input, and says what their import wrongly does.

A process of its own, because what is imported stays imported: `python -m tests.importing`.
Libraries are imported before the watch begins: only our own modules promise to do nothing.
"""

import importlib
import os
import sys
from typing import Any, NoReturn

from tests.tree import defined_in, modules

FORBIDDEN = {"sqlite3.connect", "socket.__new__", "subprocess.Popen", "_thread.start_new_thread"}
CODE = (".py", ".pyc", ".so")  # an import reads these
CALENDAR = "zoneinfo"  # a time zone's rules are a constant, kept in a file


def main() -> None:
    _import_libraries()
    sys.addaudithook(_watch)
    for method in ("__getitem__", "__iter__"):
        setattr(type(os.environ), method, _refuse_environment)
    for name in sys.stdin.read().split():
        try:
            importlib.import_module(name)
        except PermissionError as refused:
            sys.stdout.write(f"importing {name} {refused}\n")


def _import_libraries() -> None:
    ours = {module.name: module for module in modules("services", "shared")}
    wanted = {name for module in ours.values() for name in module.imports}
    for name in sorted(name for name in wanted if not defined_in(name, among=ours)):
        try:
            importlib.import_module(name)
        except ImportError:  # the last part is a name inside the module
            importlib.import_module(name.rpartition(".")[0])


def _watch(action: str, arguments: tuple[Any, ...]) -> None:
    if action in FORBIDDEN:
        raise PermissionError(f"does {action}")
    if action == "open" and not _belongs_to_an_import(str(arguments[0])):
        raise PermissionError(f"opens {arguments[0]}")


def _belongs_to_an_import(path: str) -> bool:
    return path.endswith(CODE) or CALENDAR in path


def _refuse_environment(*arguments: object) -> NoReturn:
    raise PermissionError(f"reads {arguments[1:]} from the environment")


if __name__ == "__main__":
    main()
