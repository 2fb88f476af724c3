"""A programme's text, changed in one place while the rest stays as it was written.

Of the text only those lines are written anew whose field changed: comments, order and quotes of
all others stay byte for byte, and within a changed field as far as the library keeps them.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from io import StringIO
from itertools import dropwhile
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from services.common.programme import strictyaml

WIDEST = 4096  # columns: texts of a programme stand on one line
LONGEST_INLINE = 70  # characters of a small mapping or list on one line
Edit = Callable[[CommentedMap], None]


def parsed(text: str) -> CommentedMap:
    """The mapping that the text is, quotes remembered; raises `strictyaml.NotPlain`."""
    strictyaml.parsed(text)
    document: CommentedMap = _yaml().load(text)
    return document


def plain(node: Any) -> Any:
    """The same as plain values, without what the library remembers of how it was written."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [plain(item) for item in node]
    return str(node) if isinstance(node, str) else node


def written(values: Mapping[str, Any]) -> str:
    """A new text that says these values, one field after the other."""
    return "".join(_block(key, node_of(value)) for key, value in values.items())


def rewritten(text: str, edit: Edit, order: tuple[str, ...]) -> str:
    """The text after `edit` of its mapping; `order` says where a field that is new goes."""
    document = parsed(text)
    before = {key: deepcopy(plain(value)) for key, value in document.items()}
    places = _places(text, document)
    edit(document)
    changed = [key for key, value in document.items() if before.get(key) != plain(value)]
    removed = [key for key in before if key not in document]
    if not changed and not removed:
        return text
    if places is None:
        return _dumped(document)
    return _joined(text, document, places, {*changed, *removed}, order)


def node_of(value: Any) -> Any:
    """A value as it is written when it is new: short ones on one line."""
    node: CommentedMap | CommentedSeq
    if isinstance(value, Mapping):
        node = CommentedMap((key, node_of(inner)) for key, inner in value.items())
    elif isinstance(value, list | tuple):
        node = CommentedSeq(node_of(item) for item in value)
    else:
        return value
    if len(str(plain(node))) <= LONGEST_INLINE and not _holds_mappings(node):
        node.fa.set_flow_style()
    return node


def _holds_mappings(node: CommentedMap | CommentedSeq) -> bool:
    inner = node.values() if isinstance(node, CommentedMap) else node
    return any(isinstance(item, CommentedMap | CommentedSeq) for item in inner)


def _places(text: str, document: CommentedMap) -> dict[str, tuple[int, int]] | None:
    """The lines of each field, from its name up to the next; None where a line holds several."""
    starts = {key: document.lc.key(key)[0] for key in document}
    firsts = sorted(starts.values())
    if document.fa.flow_style() or len({*firsts}) < len(firsts):
        return None
    ends = {*firsts[1:], len(text.splitlines())}
    return {key: (at, min(end for end in ends if end > at)) for key, at in starts.items()}


def _joined(
    text: str,
    document: CommentedMap,
    places: Mapping[str, tuple[int, int]],
    changed: set[str],
    order: tuple[str, ...],
) -> str:
    lines = text.splitlines()
    head = lines[: min((at for at, _ in places.values()), default=len(lines))]
    blocks = {key: lines[at:end] for key, (at, end) in places.items()}
    for key in changed & blocks.keys():
        _, after = _split(blocks[key])
        blocks[key] = _new_lines(key, document) + after if key in document else after
    written_keys = list(places)
    for key in sorted(changed - places.keys(), key=order.index):
        written_keys.insert(_place_for(key, written_keys, order), key)
        blocks[key] = _new_lines(key, document)
    every = [*head, *(line for key in written_keys for line in blocks[key])]
    return "\n".join(every) + "\n"


def _place_for(key: str, there: list[str], order: tuple[str, ...]) -> int:
    """After the nearest of those that come before it."""
    before = order[: order.index(key)]
    return max((there.index(each) + 1 for each in before if each in there), default=0)


def _new_lines(key: str, document: CommentedMap) -> list[str]:
    part = _block(key, document[key], document.ca.items.get(key))
    return _split(list(dropwhile(_leads_over, part.splitlines())))[0]


def _leads_over(line: str) -> bool:
    """An empty line or a comment between two fields."""
    return not line.strip() or line.startswith("#")


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """A field's own lines, and the empty ones and comments that lead over to the next."""
    end = len(lines)
    while end > 1 and _leads_over(lines[end - 1]):
        end -= 1
    return lines[:end], lines[end:]


def _block(key: str, node: Any, comment: Any = None) -> str:
    part = CommentedMap()
    part[key] = node
    if comment is not None:
        part.ca.items[key] = comment
    return _dumped(part)


def _dumped(node: CommentedMap) -> str:
    out = StringIO()
    _yaml().dump(node, out)
    return out.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
