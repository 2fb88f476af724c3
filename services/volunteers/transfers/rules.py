"""A payment order as a bank's file: pure, and the same values are always the same bytes.

The file follows the Finnish banks' guide to ISO 20022 credit transfers (Finance Finland,
https://www.finanssiala.fi, "ISO 20022 Payment Guide") and the European Payments Council's rules:
one payment part, SEPA service level, shared charges, the debtor's bank by BIC or "NOTPROVIDED".
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
LONGEST_NAME, LONGEST_TEXT, LONGEST_ID = 70, 140, 35
NORDIC = "åäöÅÄÖ"  # which every bank here takes
PLAIN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ " + NORDIC
)
ALIKE: Mapping[str, str] = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ð": "d",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "\u0131": "i",  # dotless
}
NOBODY = "NOTPROVIDED"


@dataclass(frozen=True)
class Transfer:
    """What one person is paid."""

    name: str
    iban: str
    cents: int


@dataclass(frozen=True)
class Order:
    """One payment order of an organisation to its bank."""

    message_id: str
    made_at: datetime
    pays_on: date
    name: str  # of the account from which it is paid
    iban: str
    bic: str  # empty: the bank finds itself by the IBAN
    text: str  # that everybody reads on their account
    transfers: tuple[Transfer, ...]

    @property
    def cents(self) -> int:
        return sum(transfer.cents for transfer in self.transfers)


def pain001(order: Order) -> bytes:
    """The order as XML in UTF-8."""
    document = Element("Document", xmlns=NAMESPACE)
    initiation = SubElement(document, "CstmrCdtTrfInitn")
    _header(initiation, order)
    _payment(initiation, order)
    indent(document)
    written: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def plain(text: str, most: int) -> str:
    """The text in letters that banks take: other marks go, other scripts become full stops."""
    letters = "".join(map(_plain, unicodedata.normalize("NFC", text)))
    return " ".join(letters.split())[:most].strip() or NOBODY


def amount(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"


def _header(parent: Element, order: Order) -> None:
    header = SubElement(parent, "GrpHdr")
    _add(header, "MsgId", order.message_id[:LONGEST_ID])
    _add(header, "CreDtTm", order.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _add(header, "NbOfTxs", str(len(order.transfers)))
    _add(header, "CtrlSum", amount(order.cents))
    _add(header, "InitgPty/Nm", plain(order.name, LONGEST_NAME))


def _payment(parent: Element, order: Order) -> None:
    payment = SubElement(parent, "PmtInf")
    _add(payment, "PmtInfId", order.message_id[:LONGEST_ID])
    _add(payment, "PmtMtd", "TRF")
    _add(payment, "NbOfTxs", str(len(order.transfers)))
    _add(payment, "CtrlSum", amount(order.cents))
    _add(payment, "PmtTpInf/SvcLvl/Cd", "SEPA")
    _add(payment, "ReqdExctnDt/Dt", order.pays_on.isoformat())
    _add(payment, "Dbtr/Nm", plain(order.name, LONGEST_NAME))
    _add(payment, "DbtrAcct/Id/IBAN", order.iban)
    bank = "BICFI" if order.bic else "Othr/Id"
    _add(payment, f"DbtrAgt/FinInstnId/{bank}", order.bic or NOBODY)
    _add(payment, "ChrgBr", "SLEV")
    for number, transfer in enumerate(order.transfers, 1):
        _transfer(payment, transfer, f"{order.message_id[: LONGEST_ID - 5]}-{number}", order.text)


def _transfer(parent: Element, transfer: Transfer, end_to_end: str, text: str) -> None:
    part = SubElement(parent, "CdtTrfTxInf")
    _add(part, "PmtId/EndToEndId", end_to_end)
    _add(part, "Amt/InstdAmt", amount(transfer.cents)).set("Ccy", "EUR")
    _add(part, "Cdtr/Nm", plain(transfer.name, LONGEST_NAME))
    _add(part, "CdtrAcct/Id/IBAN", transfer.iban)
    _add(part, "RmtInf/Ustrd", plain(text, LONGEST_TEXT))


def _add(parent: Element, path: str, text: str) -> Element:
    element = parent
    for name in path.split("/"):
        element = SubElement(element, name)
    element.text = text
    return element


def _plain(letter: str) -> str:
    if letter in PLAIN:
        return letter
    if letter in ALIKE:
        return ALIKE[letter]
    base = unicodedata.normalize("NFKD", letter)
    kept = "".join(part for part in base if part in PLAIN)
    return kept or ("" if unicodedata.combining(letter) else ".")
