"""How a button changes the form, and how it is made ready to be sent."""

from shared.web.drafts import Typed
from shared.web.form_rows import with_row, without_blank_rows, without_row

ROWS = {  # fields of a row, and how many there may be
    "siblings": (("given_name", "family_name", "date_of_birth"), 12),
    "subject.guardians": (("given_name", "family_name", "phone"), 4),
}
PLACES = {"siblings": "siblings", "subject.guardians": "guardians"}  # on the page


def untouched(form_key: str) -> Typed:
    """The form as it is opened: nothing is said yet, and there is a row for one guardian."""
    return stepped({"form_key": [form_key]}, "add:subject.guardians")


def stepped(typed: Typed, step: str) -> Typed:
    """The form after a button such as `add:siblings`, `remove:siblings:0` or `to:kaveri`."""
    what, _, rest = step.partition(":")
    name, _, number = rest.partition(":")
    match what:
        case "add" if name in ROWS:
            fields, most = ROWS[name]
            return with_row(typed, name, fields, most=most)
        case "remove" if name in ROWS and number.isdecimal() and len(number) <= 3:
            return without_row(typed, name, int(number))
        case "to":
            return {**typed, "programme": [name]}
    return typed


def place_of(step: str) -> str:
    """Where on the page the reader goes on."""
    name = step.partition(":")[2].partition(":")[0]
    return PLACES.get(name, "fit")


def completed(typed: Typed) -> Typed:
    """Without rows in which nothing stands, and without an exception that nobody gave a reason."""
    for name in ROWS:
        typed = without_blank_rows(typed, name)
    if "".join(typed.get("override.reason", ())).strip():
        return typed
    return {name: texts for name, texts in typed.items() if not name.startswith("override.")}
