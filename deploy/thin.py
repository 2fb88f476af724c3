"""Takes out of the image what its packages bring and our code never opens, then tries what is left.

Run once while the image is built. Each entry was measured (docs/decisions.md); whatever is tried
below must go on working, or the build fails.
"""

import shutil
import sys
import sysconfig
from collections.abc import Collection, Iterator
from pathlib import Path

SITE = Path(sysconfig.get_path("purelib"))
UNUSED = (
    # Numbers are checked and written; where they are and who carries them is nobody's question.
    "phonenumbers/carrierdata",
    "phonenumbers/geodata",
    "phonenumbers/tzdata",
    "babel/messages/catalog",
)
SPOKEN = ("root", "fi", "sv", "en")  # the languages of pages, with their territories
HOLIDAYS = ("fi", "sv_FI", "en_US")


def remove(site: Path) -> int:
    """The number of bytes that are gone."""
    before = _size(site)
    for path in _unused(site):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    return before - _size(site)


def _unused(site: Path) -> Iterator[Path]:
    for name in UNUSED:
        yield site / name
    for package in ("crc32c", "sqlalchemy", "psycopg"):
        yield from sorted((site / package).rglob("tests"))
    for file in (site / "babel" / "locale-data").glob("*.dat"):
        if file.stem.split("_")[0] not in SPOKEN:
            yield file
    yield from _but(site / "holidays" / "locale", HOLIDAYS)
    yield from (each for each in _but(site / "stdnum", ("fi", "__pycache__")) if each.is_dir())
    yield from site.rglob("*.pyi")


def _but(folder: Path, stays: Collection[str]) -> Iterator[Path]:
    """What lies in the folder, compiled or not, but for these."""
    for path in [*folder.iterdir(), *(folder / "__pycache__").glob("*.pyc")]:
        if path.name.split(".")[0] not in stays:
            yield path


def attempt() -> None:
    """What our code asks of the packages that have become smaller."""
    import typst
    from babel import Locale
    from babel.dates import format_date
    from babel.numbers import format_decimal
    from holidays import country_holidays
    from phonenumbers import PhoneNumberMatcher, is_possible_number, parse
    from stdnum.fi import hetu

    locales = [Locale.parse(language) for language in ("fi", "sv", "en")]
    works = [
        is_possible_number(parse("040 123 4567", "FI")),
        [match.raw_string for match in PhoneNumberMatcher("p. 040 123 4567", "FI")],
        [locale.languages["so"] for locale in locales],
        [format_decimal(1.5, locale=locale) for locale in locales],
        [format_date(locale=locale) for locale in locales],
        hetu.is_valid("010101-900R", allow_temporary=True) in (True, False),
        [country_holidays("FI", years=2026, language=name) for name in HOLIDAYS],
        typst.compile(b"= Rinnalla").startswith(b"%PDF"),
    ]
    if not all(works):
        raise SystemExit(f"Something of this does not work any more: {works}")


def _size(folder: Path) -> int:
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file())


if __name__ == "__main__":
    gone = remove(SITE)
    attempt()
    sys.stdout.write(f"{gone >> 20} MiB that nothing opens are gone.\n")
