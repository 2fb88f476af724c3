"""To whom a referral goes: by the programme named, or by theme, within the agreements in force."""

from sqlalchemy import Connection

from services import catalogue
from services.referral.directory.events import Programme


def programme_for(db: Connection, code: str | None, themes: tuple[str, ...]) -> Programme | None:
    """The programme named; else the first that answers one of the themes; None when unknown."""
    if code:
        return catalogue.programme(db, code)
    for found in catalogue.newest_programmes(db):
        answered = {theme.code for theme in found.themes}
        if found.referable and answered.intersection(themes):
            return found
    return None
