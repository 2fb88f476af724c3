"""Receipts of the demo year: pictures of an invented café's, of the costs that still wait."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy import Row, select

from services.casework.receipts import commands
from services.common.codes import ClaimStatus
from services.demo.year import Year, somebody
from services.volunteers.expenses.projections import claims
from shared.documents import made_harmless
from shared.work import Work

MOST = 3
SIZE = (360, 420)
LINES = ("Esimerkkikahvila", "Turku", "", "2 x kaakao", "2 x pulla", "")


def photograph(year: Year) -> None:
    """Add a receipt to the newest visits with costs of which nobody has decided yet."""
    with year.platform.services["volunteers"].database.reading() as db:
        waits = claims.c.status == ClaimStatus.WAITS, claims.c.costs > 0
        query = select(claims).where(*waits).order_by(claims.c.held_on.desc(), claims.c.claim_id)
        rows = db.execute(query.limit(MOST)).all()
    for row in rows:
        _add(year, row)
    year.platform.settle()


def _add(year: Year, row: Row[Any]) -> None:
    file = made_harmless(_drawn(row.held_on, Decimal(row.costs) / 100))

    def add(work: Work) -> None:
        commands.add_to_visit(work, row.case_id, row.claim_id, [file])

    year.platform.services["casework"].execute(add, somebody("coordinator-mll", "mll-vs"))


def _drawn(day: date, costs: Decimal) -> bytes:
    picture = Image.new("RGB", SIZE, "white")
    total = f"Summa {costs:.2f} EUR".replace(".", ",")  # what the plainest font can write
    last = (total, f"{day.day}.{day.month}.{day.year}")
    ImageDraw.Draw(picture).multiline_text(
        (30, 30), "\n".join((*LINES, *last)), fill="black", font_size=28, spacing=12
    )
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
