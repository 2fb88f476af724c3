"""SCIM's PATCH (RFC 7644, section 3.5.2): what a resource becomes when its operations are done.

The result is checked and taken as a PUT's body is, so that both ways have one set of rules.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from shared.web.scim.messages import MESSAGES, ScimError

PATH = re.compile(
    r'(?:(urn:[\w:.\-]+):)?([a-z$]\w*)(?:\[\s*value\s+eq\s+"([^"]{1,200})"\s*\])?(?:\.([a-z]\w*))?',
    re.IGNORECASE,
)
MOST = 1000  # operations, and values of one
Attributes = Mapping[str, str]  # small letters to the name


def patched(
    resource: Mapping[str, Any], sent: Mapping[str, Any], names: set[str]
) -> dict[str, Any]:
    """The resource after the operations; `names` are the attributes that it may have."""
    operations = sent.get("Operations")
    schemas = sent.get("schemas")
    if not isinstance(schemas, list) or f"{MESSAGES}PatchOp" not in schemas:
        raise ScimError(400, "invalidSyntax", f"The body is no {MESSAGES}PatchOp.")
    if not isinstance(operations, list) or not 0 < len(operations) <= MOST:
        raise ScimError(400, "invalidSyntax", f"Send 1 to {MOST} Operations.")
    made, by_name = deepcopy(dict(resource)), {name.casefold(): name for name in names}
    for operation in operations:
        _apply(made, operation, by_name)
    return made


def _apply(made: dict[str, Any], operation: Any, names: Attributes) -> None:
    if not isinstance(operation, dict):
        raise ScimError(400, "invalidSyntax", "An operation is an object.")
    kind, path, value = (operation.get(name) for name in ("op", "path", "value"))
    kind = kind.casefold() if isinstance(kind, str) else ""
    if kind not in ("add", "replace", "remove"):
        raise ScimError(400, "invalidSyntax", "op is add, replace or remove.")
    if path is None and kind == "remove":
        raise ScimError(400, "noTarget", "Say by path what is to be removed.")
    if path is None:
        if not isinstance(value, dict):
            raise ScimError(400, "invalidValue", "Without a path the value is an object.")
        for name, each in value.items():
            _at(made, kind, str(name), each, names)
        return
    _at(made, kind, path, value, names)


def _at(made: dict[str, Any], kind: str, path: Any, value: Any, names: Attributes) -> None:
    parts = PATH.fullmatch(path) if isinstance(path, str) else None
    if parts is None and isinstance(path, str) and path in names.values():
        _set(made, kind, path, value)  # a whole extension, by its name
        return
    if parts is None:
        raise ScimError(400, "invalidPath", "The path is not understood.")
    extension, attribute, chosen, part = parts.groups()
    name = names.get(attribute.casefold())
    if extension in names.values():
        made = made.setdefault(extension, {})
        name = attribute
    if name is None or part:
        return  # an attribute that is kept nowhere here
    if chosen is not None:
        _remove_some(made, kind, name, [chosen])
    elif kind == "remove" and isinstance(value, list):
        _remove_some(made, kind, name, _values(value))
    else:
        _set(made, kind, name, value)


def _set(made: dict[str, Any], kind: str, name: str, value: Any) -> None:
    if kind == "remove":
        made.pop(name, None)
    elif kind == "add" and isinstance(made.get(name), list) and isinstance(value, list):
        already = _values(made[name])
        made[name] += [each for each in value if _values([each])[0] not in already]
    else:
        made[name] = value


def _remove_some(made: dict[str, Any], kind: str, name: str, values: Sequence[str]) -> None:
    if kind != "remove":
        raise ScimError(400, "invalidPath", "Only a removal chooses among values.")
    there = made.get(name)
    if isinstance(there, list):
        made[name] = [each for each in there if _values([each])[0] not in values]


def _values(members: Sequence[Any]) -> list[str]:
    """What they are told apart by; raises where one is no object with a value."""
    if len(members) > MOST:
        raise ScimError(400, "tooMany", f"At most {MOST} values at a time.")
    values = [each.get("value") if isinstance(each, dict) else None for each in members]
    if not all(isinstance(value, str) for value in values):
        raise ScimError(400, "invalidValue", "Each value is an object with `value`.")
    return [str(value) for value in values]
