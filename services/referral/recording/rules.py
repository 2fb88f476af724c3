"""How a button changes the form, and how it is made ready to be sent."""

from services.referral.families.events import Family
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


def repeated(family: Family, form_key: str, *, municipality: str, contact: bool) -> Typed:
    """The form for a family that has come before: who they are, and nothing of what they need.

    `contact` False: a non-disclosure order hides from the reader how they are reached.
    """
    born = family.date_of_birth
    typed: dict[str, list[str]] = {
        "form_key": [form_key],
        "municipality": [municipality],
        "subject.kind": [family.subject_kind],
        "subject.given_name": [family.given_name],
        "subject.family_name": [family.family_name],
        "subject.date_of_birth": [born.isoformat() if born else ""],
        "subject.mother_tongue": [family.mother_tongue or ""],
        "subject.service_language": [family.service_language],
        "subject.interpreter_needed": ["yes"] if family.interpreter_needed else [],
        "subject.non_disclosure": ["yes"] if family.non_disclosure else [],
    }
    if contact:
        for name in ("phone", "email", "address"):
            typed[f"subject.contact.{name}"] = [getattr(family, name)]
    for number, guardian in enumerate(family.guardians):
        row = f"subject.guardians.{number}."
        typed[row + "given_name"] = [guardian.given_name]
        typed[row + "family_name"] = [guardian.family_name]
        typed[row + "phone"] = [guardian.phone if contact else ""]
    for number, sibling in enumerate(family.siblings):
        row, day = f"siblings.{number}.", sibling.date_of_birth
        typed[row + "given_name"] = [sibling.given_name]
        typed[row + "family_name"] = [sibling.family_name]
        typed[row + "date_of_birth"] = [day.isoformat() if day else ""]
    return {name: texts for name, texts in typed.items() if texts}


def begun(form_key: str, *, programme: str, municipality: str, phone: str, hides: bool) -> Typed:
    """The form for a family that came to a reception: how it is reached, and where."""
    return {
        "form_key": [form_key],
        "programme": [programme],
        "municipality": [municipality],
        "subject.contact.phone": [phone],
        "subject.non_disclosure": ["yes"] if hides else [],
    }


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
