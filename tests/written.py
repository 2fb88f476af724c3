"""A part of each kind that stands beside a case, by the name of its id in addresses."""

from base64 import b64encode

from services.platform.demo.people import fixed_id
from tests.casework.acceptance import Opened
from tests.platform import Stepped
from tests.referral.family_contacts.families import stranger
from tests.referral.happenings.announcing import announced
from tests.referral.receptions.planning import BOOKINGS, SLOTS, planned
from tests.referral.registrations.registering import PUBLIC, SEATS, registered
from tests.shared.documents.files import picture

ANSWERED = {"facts": [{"question": "HOBBY", "answer": "UNKNOWN"}]}


def written(case: Opened, text: str) -> dict[str, str]:
    """What stands beside the case's own stream."""
    area = {"area": "HOME", "can": text}
    contact = {"kind": "CONTACT", "party": "SCHOOL", "text": text}
    paper = {"text": text, "kind": "OTHER_PAPER", "circle": "TEAM"}
    paper |= {"content": b64encode(picture()).decode()}
    return {
        "document_id": case.post("documents", paper).json["id"],
        "concern_id": case.post("concerns", {"text": text}).json["id"],
        "entry_id": case.post("entries", contact).json["id"],
        "paper_id": case.post("agreements", {"rules": text}).json["id"],
        "plan_id": case.post("independence", {"areas": [area]}).json["id"],
        "sheet_id": case.post("facts", ANSWERED).json["id"],
        "map_id": case.post("network", {"around": [{"name": text}]}).json["id"],
    }


def a_booking(stepped: Stepped, owner: str, text: str) -> dict[str, str]:
    """A time of a reception that a family has, and the reception."""
    worker, programme = str(fixed_id(owner)), "amm-tukihenkilo"
    planned(stepped, by=owner, worker=worker, programme=programme, municipality="853")
    caller = stepped.caller(owner)
    slot = caller.get(f"{SLOTS}?theme=ero&municipality=853").json["slots"][0]
    time = {name: slot[name] for name in ("reception", "day", "begins")}
    body = {**time, "theme": "ero", "agreed": True, "calling_name": text}
    made = caller.post(BOOKINGS, body)
    assert made.status_code == 201, made.text
    return {"reception_id": slot["reception"], "booking_id": made.json["id"]}


def a_happening(stepped: Stepped, owner: str) -> str:
    """An open event that is published."""
    address = announced(stepped, by=owner, programme="amm-tukihenkilo")
    return address.rpartition("/")[2]


def a_registration(stepped: Stepped, owner: str, happening_id: str, text: str) -> str:
    """Somebody who has registered for an open event, with all that they can write."""
    address = f"{SEATS}/{happening_id}"
    caller = stepped.caller(owner)
    answer = caller.put(f"{address}/terms", {"seats": 20, "drop_in": True}, of=address)
    assert answer.status_code == 200, answer.text
    form = f"{PUBLIC}/{happening_id}/registration"
    registered(stranger(stepped), form, calling_name=text, needs=text)
    (line,) = caller.get(f"{address}/registrations").json["registrations"]
    return str(line["id"])


def a_speaker(stepped: Stepped, owner: str, happening_id: str, text: str) -> str:
    """Somebody who speaks at an open event, and whose name nobody else may read."""
    address = f"/referral/api/v1/happening-speakers/{happening_id}/speakers"
    made = stepped.caller(owner).post(address, {"role": "GUEST", "name": text})
    assert made.status_code == 201, made.text
    return str(made.json["id"])
