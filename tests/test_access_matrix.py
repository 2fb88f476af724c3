"""No route changes who may use it without the golden file saying so."""

from pathlib import Path

from services.platform.embedded import Platform
from tests.access_matrix import FILE, matrix


def test_every_route_is_open_to_whom_the_matrix_says(tmp_path: Path) -> None:
    platform = Platform(tmp_path, "http://localhost", sync="OFF").open()
    try:
        assert matrix(platform).splitlines() == FILE.read_text(encoding="utf-8").splitlines()
    finally:
        platform.close()
