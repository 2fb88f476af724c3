"""Banned words: names that do not say what a thing is.

English is the second language of those who maintain this, so a name is the field's own noun or
verb. Only names that our code itself binds are counted: a library's `one()` is not ours to name.
What is still there is counted in words_allowed.toml by folder and word; the list only shrinks.
`python -m tests.words` lowers it to what the code holds, and never raises it.
"""

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator

from tests.tree import ROOT, Module, modules

ALLOWED = ROOT / "tests" / "words_allowed.toml"
FOLDERS = ("deploy", "services", "shared", "tests")
Counts = dict[str, dict[str, int]]  # by folder and word

INSTEAD = {  # words -> what to write instead
    "told tells telling saying hear": "data, event, values, answer, message",
    "said say_of": "values, text, labels, headers, row",
    "found find_all": "the noun: row, rows, match, messages",
    "asked ask_or_do wish": "page_request, query, request",
    "way ways road roads lane lanes": "partition, timeline, transition, route",
    "this one ones": "the noun: item, row, tile, record",
    "known heard looked": "the noun: loaded, names, last_marks",
    "look perform once": "read_only, execute, idempotent",
    "let_in door visitor bell ring": "register_principal, authenticator, wakeup, notify",
    "mark": "checkpoint, item, status, cursor",
    "passing pass_by overheard noted owed outlet": "transaction, advance, page, target",
    "deed going standing parted unmet instead": "action, progress, status, alternatives",
    "Told Said Found Asked Deed Standing Instead": "the noun of what it holds",
    "Way Road Lane Line Mark": "Transition, ConsumerPartition, Series, ChecklistItem",
    "Door Pulse Attentive Outlet Due Owed": "Authenticator, HeartbeatMonitor, RelayTarget",
    "Passing Noted Overheard Unheard Heads": "BatchTransaction, CachedSource, HighWaterMarks",
}
BANNED = {word: better for words, better in INSTEAD.items() for word in words.split()}


def bound_names(tree: ast.AST) -> Iterator[str]:
    """Every name that the code binds: functions, classes, parameters, variables, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr
            case ast.alias(asname=str(name)) | ast.ExceptHandler(name=str(name)):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name


def banned(names: Iterator[str]) -> Iterator[str]:
    """The banned ones among them; an underscore before or after makes no other word."""
    return (word for name in names if (word := name.strip("_")) in BANNED)


def folder_of(module: Module) -> str:
    """Its service, or its top folder; modules and tests directly in a top folder are its own."""
    parts = module.path.relative_to(ROOT).parts[:-1]
    return "/".join(parts[: 2 if parts[0] in ("services", "tests") else 1])


def counts() -> Counts:
    """What the code holds now; a module's own name counts too."""
    folders: dict[str, Counter[str]] = {}
    for module in modules(*FOLDERS):
        words = folders.setdefault(folder_of(module), Counter())
        words.update(banned(bound_names(module.tree)))
        words.update(banned(iter([module.path.stem])))
    return {folder: dict(words) for folder, words in folders.items() if words}


def allowed() -> Counts:
    return tomllib.loads(ALLOWED.read_text("utf-8"))


def lowered(limits: Counts, now: Counts) -> Counts:
    """The limits, where the code holds less of a word by as much less; never more."""
    new = {
        folder: {
            word: min(limit, now.get(folder, {}).get(word, 0)) for word, limit in words.items()
        }
        for folder, words in limits.items()
    }
    return {
        f: {w: n for w, n in words.items() if n} for f, words in new.items() if any(words.values())
    }


def written(limits: Counts) -> str:
    """The list as it stands in the file, in the order of folders and words."""
    lines = ["# What is left of the banned words. It only shrinks: python -m tests.words", ""]
    for folder in sorted(limits):
        lines += [f'["{folder}"]', *(f"{w} = {n}" for w, n in sorted(limits[folder].items())), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    ALLOWED.write_text(written(lowered(allowed(), counts())), "utf-8")
    sys.stdout.write(f"{ALLOWED.relative_to(ROOT)} is written.\n")
