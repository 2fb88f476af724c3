"""Texts in the platform's languages, and codes that bring their own name."""

from shared.kernel.events import value


@value
class Words:
    """One text in Finnish, Swedish and English; Finnish is always there."""

    fi: str
    sv: str = ""
    en: str = ""

    def __str__(self) -> str:
        """In the language of the source, for logs and exceptions."""
        return self.en or self.fi

    def said_in(self, locale: str) -> str:
        """The text in the locale's language ("sv", "sv_FI", "sv-FI"), else in Finnish."""
        language = locale.replace("_", "-").split("-")[0]
        return {"sv": self.sv, "en": self.en}.get(language) or self.fi


@value
class Named:
    """A code of a programme's own, such as a theme or a profession, with its name."""

    code: str
    name: Words
