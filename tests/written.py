"""A part of each kind that stands beside a case, by the name of its id in addresses."""

from tests.casework.acceptance import Opened

ANSWERED = {"facts": [{"question": "HOBBY", "answer": "UNKNOWN"}]}


def written(case: Opened, text: str) -> dict[str, str]:
    """What stands beside the case's own stream."""
    area = {"area": "HOME", "can": text}
    contact = {"kind": "CONTACT", "party": "SCHOOL", "text": text}
    return {
        "concern_id": case.post("concerns", {"text": text}).json["id"],
        "entry_id": case.post("entries", contact).json["id"],
        "paper_id": case.post("agreements", {"rules": text}).json["id"],
        "plan_id": case.post("independence", {"areas": [area]}).json["id"],
        "sheet_id": case.post("facts", ANSWERED).json["id"],
        "map_id": case.post("network", {"around": [{"name": text}]}).json["id"],
    }
