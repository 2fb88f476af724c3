"""The demo's people and systems, under the sign-ins that partners' scripts rely on."""

import random
from dataclasses import dataclass
from uuid import UUID

from services.common.codes import Role
from services.platform.demo.organisations import ORGANISATIONS
from shared.demo_provider.roster import Client, Person

PASSWORD = "rinnalla-demo"  # noqa: S105 - of every demo person and client; nowhere else
SEED = 20260901


@dataclass(frozen=True)
class DemoPerson:
    sign_in: str
    name: str
    role: Role
    organisation: str  # code; empty: belongs to none


PEOPLE = (
    DemoPerson("regional", "Aluekoordinaattori Aalto", Role.REGIONAL_COORDINATOR, "vsls"),
    DemoPerson("funder", "Rahoittaja Ranta", Role.FUNDER, "stea"),
    DemoPerson("coordinator-mll", "Koordinaattori Kaislakoski", Role.NGO_COORDINATOR, "mll-vs"),
    DemoPerson("coordinator-sastamala", "Koordinaattori Saarikorpi", Role.NGO_COORDINATOR, "sasta"),
    DemoPerson("coordinator-siipisulka", "Koordinaattori Siimes", Role.NGO_COORDINATOR, "siipi"),
    DemoPerson("coordinator-vsls", "Koordinaattori Vuorela", Role.NGO_COORDINATOR, "vsls"),
    DemoPerson("coordinator-folkhalsan", "Koordinator Forsnäs", Role.NGO_COORDINATOR, "folkhalsan"),
    DemoPerson("coordinator-finfami", "Koordinaattori Pihlajisto", Role.NGO_COORDINATOR, "finfami"),
    DemoPerson("worker-siipisulka", "Työntekijä Tuulensuu", Role.NGO_WORKER, "siipi"),
    DemoPerson("worker-helsinki", "Työntekijä Helmisalo", Role.NGO_WORKER, "hki"),
    DemoPerson("nurse-helsinki", "Sairaanhoitaja Hietasalo", Role.NGO_WORKER, "hki"),
    DemoPerson("counsellor-helsinki", "Sosiaaliohjaaja Havumäki", Role.NGO_WORKER, "hki"),
    DemoPerson("municipal-turku", "Kuraattori Kuusela", Role.MUNICIPAL_WORKER, "turku"),
    DemoPerson("municipal-varha", "Sosiaalityöntekijä Suvanto", Role.MUNICIPAL_WORKER, "varha"),
    DemoPerson("municipal-laitila", "Kuraattori Lehtovaara", Role.MUNICIPAL_WORKER, "laitila"),
    DemoPerson("municipal-kemionsaari", "Kurator Holmstrand", Role.MUNICIPAL_WORKER, "kemionsaari"),
    DemoPerson("volunteer-mll", "Vapaaehtoinen Vainiola", Role.SUPPORT_PERSON, "mll-vs"),
    DemoPerson("vetting-mll", "Yhdyshenkilö Ylitalo", Role.VETTING_CONTACT, "mll-vs"),
    DemoPerson("vetting-siipisulka", "Yhdyshenkilö Yrjänä", Role.VETTING_CONTACT, "siipi"),
    DemoPerson("dpo", "Tietosuojavastaava Tervala", Role.DATA_PROTECTION_OFFICER, ""),
    DemoPerson("admin", "Pääkäyttäjä Pihlaja", Role.ADMINISTRATOR, ""),
)
CLIENTS = (
    DemoPerson("demo-turku", "", Role.MUNICIPAL_SYSTEM, "turku"),
    DemoPerson("demo-varha", "", Role.MUNICIPAL_SYSTEM, "varha"),
    DemoPerson("demo-kela", "", Role.PARTNER, "kela"),
)
SERVICES = tuple(  # our own processes, which follow each other's feeds
    DemoPerson(f"service-{name}", "", Role.SERVICE, "")
    for name in ("referral", "volunteers", "casework", "reporting")
)


def fixed_id(name: str) -> UUID:
    """A random id that is the same at every start: the sign-in provider must know it too."""
    return UUID(int=random.Random(f"{SEED}:{name}").getrandbits(128), version=4)  # noqa: S311


def provider_people() -> tuple[Person, ...]:
    """Who can sign in at the demo provider."""
    names = {code: name for code, name, _, _ in ORGANISATIONS}
    return tuple(
        Person(fixed_id(p.sign_in), p.sign_in, p.name, names.get(p.organisation, ""))
        for p in PEOPLE
    )


def clients() -> tuple[Client, ...]:
    return tuple(Client(c.sign_in, PASSWORD) for c in (*CLIENTS, *SERVICES))
