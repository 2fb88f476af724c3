"""The agreements of the demo region, as the five programmes' documents name them."""

from services.referral.directory.commands import Area

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
