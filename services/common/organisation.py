"""An organisation as every service knows it, and what it is called in the reader's language."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.common import geography

# How a municipality calls itself, by the last word of its Finnish name.
SEATS = {
    ("kaupunki", "sv"): "%s stad",
    ("kaupunki", "en"): "City of %s",
    ("kunta", "sv"): "%s kommun",
    ("kunta", "en"): "Municipality of %s",
}


@dataclass(frozen=True)
class Organisation:
    id: UUID
    code: str
    name: str
    kind: str
    area: str | None
    phone: str = ""  # its coordinator's, of the work
    email: str = ""
    address: str = ""
    name_sv: str = ""
    name_en: str = ""
    left_on: date | None = None

    @property
    def is_here(self) -> bool:
        return self.left_on is None

    def name_in(self, locale: str) -> str:
        """As it calls itself in the reader's language, else as the list of places knows it."""
        own = {"sv": self.name_sv, "en": self.name_en}.get(locale)
        return own or self._name_of_place(locale)

    def _name_of_place(self, locale: str) -> str:
        kind, _, code = (self.area or "").rpartition(":")
        if locale == "fi" or not code:
            return self.name
        if kind:
            county = geography.county(code)
            return county.name(locale) if county.name_fi == self.name else self.name
        name = geography.name(code, locale)
        form = SEATS.get((self.name.rpartition(" ")[2], locale))
        return form % name if form else self.name
