"""A file of the national catalogue's interface (version 11): services as JSON.

`GET /api/v11/Service/list?guids=…` answers with a list of services; a saved page of another list,
or a single service, is read too. What is not shown here is left unread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.common import geography
from services.referral.ptv.events import Channel, DescriptionTakenOver
from shared.kernel import strictjson
from shared.web.sentences import Sentence

LARGEST = 400_000  # characters
MOST = 500  # services
LANGUAGES = ("fi", "sv", "en")
ENDED = frozenset({"Archived", "Withdrawn", "Deleted", "OldPublished", "Removed"})
FREE = {"FreeOfCharge": True, "Charged": False}
EVERYWHERE = frozenset({"Nationwide", "NationwideExceptAlandIslands"})


class Unreadable(Exception):
    """The file is no list of services; nothing of it was done."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True)
class Listed:
    """A service as the file has it; None: it is offered no more."""

    id: UUID
    content: DescriptionTakenOver | None
    name: str


def services_in(text: str, *, on: date) -> list[Listed]:
    """Every service of the file that is published or has ended, each once; raises `Unreadable`."""
    try:
        content = strictjson.loads(text.removeprefix("\ufeff").encode())
    except strictjson.NotStrict as wrong:
        raise Unreadable(Sentence(wrong.message, **wrong.values)) from wrong
    items = content.get("itemList", [content]) if isinstance(content, dict) else content
    if not isinstance(items, list) or not items or len(items) > MOST:
        raise Unreadable(Sentence("The file has to list services, at most {most}.", most=MOST))
    listed = {each.id: each for item in items for each in _listed(item, on)}
    return list(listed.values())


def _listed(item: Any, on: date) -> Iterator[Listed]:
    if not isinstance(item, dict):
        raise Unreadable(Sentence("Each service has to be an object with an id and names."))
    names = _texts(item.get("serviceNames"), "Name")
    try:
        service_id = UUID(str(item.get("id")))
    except ValueError:
        raise Unreadable(
            Sentence("Each service has to be an object with an id and names.")
        ) from None
    status = item.get("publishingStatus", "Published")
    name = names.get("fi") or next(iter(names.values()), str(service_id))
    if status in ENDED:
        yield Listed(service_id, None, name)
    elif status == "Published" and names:
        yield Listed(service_id, _content(item, service_id, names, on), name)


def _content(
    item: Mapping[str, Any], service_id: UUID, names: dict[str, str], on: date
) -> DescriptionTakenOver:
    return DescriptionTakenOver(
        description_id=service_id,
        names=names,
        summaries=_texts(item.get("serviceDescriptions"), "Summary"),
        descriptions=_texts(item.get("serviceDescriptions"), "Description"),
        provider=_provider(item),
        everywhere=item.get("areaType") in EVERYWHERE,
        municipalities=tuple(sorted(set(_municipalities(item)))),
        languages=tuple(code for code in _list(item.get("languages")) if isinstance(code, str)),
        channels=tuple(_channels(item)),
        is_free=FREE.get(str(item.get("serviceChargeType"))),
        on=on,
    )


def _texts(given: Any, kind: str) -> dict[str, str]:
    """What is said in our languages; a text without a kind is of any."""
    texts: dict[str, str] = {}
    for each in _objects(given):
        language, value = each.get("language"), each.get("value")
        if each.get("type", kind) == kind and language in LANGUAGES and isinstance(value, str):
            texts.setdefault(language, value.strip()[:4000])
    return {language: text for language, text in texts.items() if text}


def _provider(item: Mapping[str, Any]) -> dict[str, str]:
    organisations = sorted(
        _objects(item.get("organizations")), key=lambda each: each.get("roleType") != "Responsible"
    )
    for each in organisations:
        name = _object(each.get("organization")).get("name")
        if isinstance(name, str) and name.strip():
            return {"fi": name.strip()[:200]}
    return {}


def _municipalities(item: Mapping[str, Any]) -> Iterator[str]:
    """Of every kind of area the catalogue names its municipalities; merged ones by today's code."""
    for area in _objects(item.get("areas")):
        for place in _objects(area.get("municipalities")):
            code = geography.current(str(place.get("code")))
            if code in geography.municipalities():
                yield code


def _channels(item: Mapping[str, Any]) -> Iterator[Channel]:
    for each in _objects(item.get("serviceChannels")):
        contact = _object(each.get("contactDetails"))
        name = _object(each.get("serviceChannel")).get("name")
        names = {"fi": name.strip()[:200]} if isinstance(name, str) else {}
        url = next((_text(page, "url") for page in _objects(contact.get("webPages"))), "")
        phone = next(map(_number, _objects(contact.get("phoneNumbers"))), "")
        if names or url or phone:
            yield Channel(name=names, url=url if url.startswith("https://") else "", phone=phone)


def _number(phone: Mapping[str, Any]) -> str:
    return f"{_text(phone, 'prefixNumber')}{_text(phone, 'number')}"[:40]


def _text(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value.strip()[:500] if isinstance(value, str) else ""


def _object(given: Any) -> Mapping[str, Any]:
    return given if isinstance(given, dict) else {}


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _objects(given: Any) -> list[Mapping[str, Any]]:
    return [each for each in _list(given) if isinstance(each, dict)]
