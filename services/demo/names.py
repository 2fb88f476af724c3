"""Names for people who do not exist, put together from words; identity codes are never given."""

import random
from datetime import date, timedelta

GIVEN = (
    "Aino Eino Elsa Onni Helmi Väinö Lilja Toivo Saima Urho Impi Oiva Tyyne Veikko Kerttu Armas "
    "Hilja Taimi Sulo Alli Rauha Arvo Lempi Vilho Siiri Kaino Martta Osmo Aune Tauno Amina Leyla "
    "Omar Samir Daryna Oksana Nadia Yusuf Zahra Hodan"
)
FIRST = "Kaisla Tuuli Saari Utu Pilvi Kanerva Pihla Hiekka Suvi Jäkälä Varpu Lumme Sumu Tyrsky"
SECOND = "korpi lampi niemi rinne kallio salmi vaara harju suo laakso aapa kari"


def given(rng: random.Random) -> str:
    return rng.choice(GIVEN.split())


def family(rng: random.Random) -> str:
    return rng.choice(FIRST.split()) + rng.choice(SECOND.split())


def born(rng: random.Random, on: date, youngest: int, oldest: int) -> date:
    """A birthday that makes somebody so old on that day."""
    years = rng.randint(youngest, oldest)
    return date(on.year - years, on.month, min(on.day, 28)) - timedelta(days=rng.randint(1, 360))
