"""The organisations of the demo region, as the five programmes' documents name them."""

from services.common.codes import OrganisationKind as Kind

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
    ("ensi-ja-turvakoti", "Turun Ensi- ja turvakoti", Kind.NGO, None),
    ("sateenkaari", "Sateenkaari Koto", Kind.NGO, None),
    ("finfami", "Varsinais-Suomen mielenterveysomaiset – FinFami", Kind.NGO, None),
    ("yhden-vanhemman", "Yhden vanhemman perheiden liitto", Kind.NGO, None),
    ("syli", "Lounais-Suomen Syli", Kind.NGO, None),
    ("kota", "KOTA – Lasten ja nuorten hyvinvointi", Kind.NGO, None),
    ("folkhalsan", "Folkhälsan Förbund", Kind.NGO, None),
    ("tyttojen-talo", "Turun Tyttöjen talo", Kind.NGO, None),
    ("auta-lasta", "Auta Lasta", Kind.NGO, None),
    ("turun-4h", "Turun 4-H yhdistys", Kind.NGO, None),
    ("pelastakaa-lapset", "Pelastakaa Lapset", Kind.NGO, None),
    ("elamantaidon-tuki", "Elämäntaidon ja vanhemmuuden tuki", Kind.NGO, None),
    ("asukasluotsaus", "Asukasluotsaus", Kind.NETWORK, None),
    ("vakka-opisto", "Vakka-Opisto", Kind.MUNICIPALITY, None),
    ("novida", "Ammattiopisto Novida", Kind.MUNICIPALITY, None),
)

NAMES: dict[str, tuple[str, str]] = {  # code -> what it calls itself in Swedish and in English
    "kela": ("FPA", "Kela"),
}

CONTACTS: dict[str, tuple[str, str, str]] = {  # code -> phone, e-mail, address; all invented
    "mll-vs": ("+358400000101", "tuki@mll-vs.example", "Testikatu 1, 20100 Turku"),
    "vsls": ("+358400000102", "perhelinja@vsls.example", "Testikatu 2, 20100 Turku"),
    "sasta": ("+358400000103", "rinnalla@sasta.example", "Testikuja 3, 38200 Sastamala"),
    "siipi": ("+358400000104", "palvelu@siipi.example", "Testitie 4, 20520 Turku"),
    "folkhalsan": ("+358400000106", "familj@folkhalsan.example", "Testgatan 6, 20100 Åbo"),
    "hki": ("+358400000105", "perhetyo@hki.example", "Testipolku 5, 00100 Helsinki"),
}
