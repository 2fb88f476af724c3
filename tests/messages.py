"""Collects the texts for people from code and templates into the Finnish and Swedish catalogues.

`python -m tests.messages` (make messages) adds new texts, untranslated, and drops unused ones. A
refusal's message is collected where it is raised: rules know no languages, pages translate it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.tree import ROOT

LANGUAGES = ("fi", "sv")  # English is the language of the source
BEGUN = datetime(2026, 11, 22, tzinfo=UTC)  # fixed, so that collecting twice changes nothing
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "Refused": None,
    "Invalid": None,
    "Word": None,
    "Sentence": None,
    "NotStrict": None,
}


@dataclass(frozen=True)
class Place:
    """A folder whose texts share a catalogue; deeper places have their own."""

    folder: Path

    def catalogue(self, language: str) -> Path:
        return self.folder / "translations" / language / "LC_MESSAGES" / "messages.po"

    def read(self, language: str) -> Catalog:
        path = self.catalogue(language)
        if not path.exists():
            return _new_catalogue(language)
        with path.open("rb") as file:
            return read_po(file, locale=language)

    def collected(self) -> Catalog:
        """All texts of this place, untranslated, each with where it is said."""
        catalog = Catalog()
        for path in self._files():
            method = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
            for line, text, notes, context in extract_from_file(method, path, keywords=KEYWORDS):
                where = [(str(path.relative_to(ROOT)), line)]
                catalog.add(text, None, where, auto_comments=notes, context=context)
        return catalog

    def update(self, language: str) -> None:
        catalogue = self.read(language)
        catalogue.update(self.collected(), no_fuzzy_matching=True, update_creation_date=False)
        path = self.catalogue(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalogue, width=0, no_location=True, sort_output=True, ignore_obsolete=True
            )

    def _files(self) -> Iterator[Path]:
        deeper = [place.folder for place in PLACES if self.folder in place.folder.parents]
        for path in sorted(self.folder.rglob("*.*")):
            if path.suffix in {".py", ".html"} and not any(map(path.is_relative_to, deeper)):
                yield path


def _places() -> list[Place]:
    services = {app.parent for app in ROOT.glob("services/*/app.py")}
    begun = {path.parent for path in ROOT.glob("s*/**/translations")}
    return [Place(folder) for folder in sorted(services | begun | {ROOT / "services"})]


PLACES = _places()


def compile_catalogue(path: Path) -> None:
    """Make a .po file readable for the application, when it has changed."""
    made = path.with_suffix(".mo")
    if made.exists() and made.stat().st_mtime >= path.stat().st_mtime:
        return
    with path.open("rb") as source, made.open("wb") as target:
        write_mo(target, read_po(source))


def _new_catalogue(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment=f"# {language}: what people read here; kept by `make messages`.",
        project="Rinnalla",
        version="0.1",
        last_translator="Rinnalla",
        language_team=language,
        msgid_bugs_address="none",
        creation_date=BEGUN,
        revision_date=BEGUN,
        fuzzy=False,
    )


def main() -> None:
    for place in PLACES:
        for language in LANGUAGES:
            place.update(language)


if __name__ == "__main__":
    main()
