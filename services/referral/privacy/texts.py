"""What the officer's pages say."""

from flask import url_for

from shared.web.i18n import gettext, ngettext


def doors() -> list[tuple[str, str, str]]:
    """The officer's pages: address, name, what for."""
    return [
        (
            url_for("rights.show_list"),
            gettext("Requests"),
            gettext("Who asked to see, correct, erase or restrict their data, and by when."),
        ),
        (
            "/access-log",
            gettext("Who has looked"),
            gettext("Each look at a family's or a support person's data."),
        ),
        (
            url_for("privacy.disclosures"),
            gettext("Disclosures"),
            gettext("To whom families' details went, what for, and what was written out."),
        ),
        (
            url_for("privacy.register"),
            gettext("Register of processing"),
            gettext("What is processed in each programme, why, and how long it is kept."),
        ),
        (
            url_for("privacy.retention"),
            gettext("Retention and holds"),
            gettext("How long each kind of data is kept, and what the law keeps."),
        ),
        (
            url_for("erasures.show_done"),
            gettext("Erasures"),
            gettext("Whose data was erased, when, by whom and why, and what was refused."),
        ),
        (
            url_for("notices.show_list"),
            gettext("Privacy notices"),
            gettext("What families are told, programme by programme."),
        ),
    ]


def service(name: str) -> str:
    """What people call a service."""
    return {
        "referral": gettext("Referrals"),
        "volunteers": gettext("Support people"),
        "casework": gettext("Cases"),
        "reporting": gettext("Reports"),
    }.get(name, name)


def purpose(code: str) -> str:
    """Why a family's details were disclosed."""
    return gettext("To give the support that was asked for") if code else "–"


def consent(*, is_withdrawn: bool) -> str:
    """How the permission to disclose stands."""
    return gettext("withdrawn") if is_withdrawn else gettext("in force")


def hold(*, is_held: bool) -> str:
    """Whether a law keeps it, whoever asks."""
    if is_held:
        return gettext("kept to the end all the same")
    return gettext("can be erased earlier")


def form(code: str, entries: int) -> str:
    """How, and how much."""
    text = gettext("on paper") if code == "pdf" else gettext("as a file")
    number = ngettext("%(num)s entry", "%(num)s entries", entries)
    return f"{number}, {text}"
