"""The frame of every page: the brand, the navigation, the signed-in person, the languages.

A service fills a `Shell` for each request and hands it to the templates as `shell`; the page
`shared/page.html` draws it and knows no product.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

# Each language by its own name, so that a reader who lands on a foreign page finds the way out.
LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@dataclass(frozen=True)
class Link:
    label: str
    href: str
    current: bool = False
    unread: int = 0  # things there with something to read


@dataclass(frozen=True)
class Language:
    code: str
    name: str  # in the language itself
    href: str  # this very page in that language
    current: bool = False


@dataclass(frozen=True)
class Who:
    role: str  # as people say it: "Editor"
    organisation: str
    sign_out: str  # address that takes a POST
    name: str = ""
    links: tuple[Link, ...] = ()  # the person's own pages, such as "My details"


@dataclass(frozen=True)
class Shell:
    brand: str
    language: str  # fi, sv or en
    home: str = "/"
    nav: tuple[Link, ...] = ()
    who: Who | None = None  # None: nobody is signed in
    sign_in: str = ""  # address; empty where the page offers none
    languages: tuple[Language, ...] = ()
    footer: tuple[Link, ...] = ()
    inbox: Link | None = None  # what the person has not read
    search: str = ""  # address that takes a POST of `text`; empty where there is nothing to find
    freshness: str = ""  # a sentence: up to when what the page shows is complete


def languages(
    *, current: str, path: str, query: Iterable[tuple[str, str]] = ()
) -> tuple[Language, ...]:
    """The page at `path` in each language; the rest of its query stays as it is.

    With Flask: `languages(current=…, path=request.path, query=request.args.items(multi=True))`.
    """
    kept = [(name, value) for name, value in query if name != "lang"]
    return tuple(
        Language(
            code=code,
            name=name,
            href=f"{path}?{urlencode([*kept, ('lang', code)])}",
            current=code == current,
        )
        for code, name in LANGUAGE_NAMES.items()
    )
