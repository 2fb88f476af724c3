"""What Rinnalla's services tell each other and their partners, as the contract for both.

Every event that leaves a service is here, found by its declaration. The document describes each
version that a store may still hold: when a version is replaced, its schema is kept in `earlier/`.
"""

import json
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules

from shared.kernel.codec import Json
from shared.kernel.events import Reach, declared, kind_of
from shared.transport.contract.asyncapi import Product, document
from shared.transport.contract.schemas import schema

COMMON = ("accesses", "erasure")  # chapters whose events every service may tell
EARLIER = Path(__file__).parent / "earlier"
DESCRIPTION = """\
What happens in Rinnalla, as events. **Public** events carry ids, codes, dates and counts; a
partner receives those that concern its organisation, over the HTTP feed
(`GET /{service}/api/v1/events`) or on a topic of its own. **Addressed** events (`x-to`) travel
between Rinnalla's own services alone and may carry personal fields (`x-personal`: whose, and how
long they are kept), shown here as they are once opened.

Within a version, optional fields and further codes (`enum`, `x-codes`) may be added: ignore fields
you do not know, and read a code you do not know as OTHER. Anything else becomes a new version,
with a type of its own. Events of one subject arrive in their order; a repeat carries the same
`ce_id`.
"""


def told_by(service: str) -> list[type]:
    """The classes of the public and addressed events of a service."""
    chapters = iter_modules(import_module(f"services.{service}").__path__)
    for chapter in (chapter.name for chapter in chapters if chapter.ispkg):
        if find_spec(f"services.{service}.{chapter}.events"):
            import_module(f"services.{service}.{chapter}.events")
    for chapter in COMMON:
        import_module(f"services.common.{chapter}.events")
    modules = (f"services.{service}.", "services.common.")
    own = [cls for cls in declared() if cls.__module__.startswith(modules)]
    return [cls for cls in own if kind_of(cls).reach is not Reach.PRIVATE]


def asyncapi(*services: str) -> Json:
    """The AsyncAPI document of these services."""
    product = Product(
        title=f"Rinnalla: events of {', '.join(services)}",
        version="1.0.0",
        description=DESCRIPTION,
        prefix="fi.rinnalla",
        topics="rinnalla",
        earlier=_earlier(),
    )
    return document(product, {service: told_by(service) for service in services})


def schemas(*services: str) -> dict[str, Json]:
    """The JSON Schema of every version of every event of these services, by "name.v1"."""
    today = [cls for service in services for cls in told_by(service)]
    named = {f"{kind_of(cls).name}.v{kind_of(cls).version}": schema(cls) for cls in today}
    return _earlier() | named


def _earlier() -> dict[str, Json]:
    kept = sorted(EARLIER.glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in kept}
