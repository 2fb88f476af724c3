"""The organisations of the demo region, as the five programmes' documents name them."""

from services.codes import OrganisationKind as Kind
from services.referral.directory.commands import Area

ORGANISATIONS: tuple[tuple[str, str, Kind, str | None], ...] = (  # code, name, kind, area
    ("mll-vs", "MLL:n Varsinais-Suomen piiri", Kind.NGO, None),
    ("vsls", "Varsinais-Suomen Lastensuojelujärjestöt", Kind.NETWORK, None),
    ("sasta", "Sastamalan seudun mielenterveysseura", Kind.NGO, None),
    ("siipi", "Perhepalvelu Siipisulka", Kind.COMPANY, None),
    ("hki", "Helsingin kaupunki", Kind.MUNICIPALITY, "091"),
    ("turku", "Turun kaupunki", Kind.MUNICIPALITY, "853"),
    ("laitila", "Laitilan kaupunki", Kind.MUNICIPALITY, "400"),
    ("uusikaupunki", "Uudenkaupungin kaupunki", Kind.MUNICIPALITY, "895"),
    ("kemionsaari", "Kemiönsaaren kunta", Kind.MUNICIPALITY, "322"),
    ("sastamala", "Sastamalan kaupunki", Kind.MUNICIPALITY, "790"),
    ("varha", "Varsinais-Suomen hyvinvointialue", Kind.WELLBEING_COUNTY, "county:05"),
    ("satakunta", "Satakunnan hyvinvointialue", Kind.WELLBEING_COUNTY, "county:06"),
    ("kela", "Kela", Kind.STATE, None),
    ("stea", "Rahoittaja STEA", Kind.FUNDER, None),
)

SOUTHWEST, SATAKUNTA = Area(counties=("05",)), Area(counties=("06",))
AGREEMENTS: tuple[tuple[str, str, tuple[str, ...], Area], ...] = (
    # provider, party, programmes, area
    ("mll-vs", "varha", ("kaveri", "perhekummi", "ystavaksi"), SOUTHWEST),
    ("vsls", "varha", ("perhelinja",), SOUTHWEST),
    ("sasta", "sastamala", ("rinnallakulkija",), Area(municipalities=("790",))),
    ("siipi", "varha", ("amm-tukihenkilo",), SOUTHWEST),
    ("siipi", "satakunta", ("amm-tukihenkilo",), SATAKUNTA),
    ("hki", "hki", ("nuorten-monialainen",), Area(municipalities=("091",))),
)
