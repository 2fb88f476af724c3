"""Systems are registered, given secrets and retired from a shell too."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main
from tests.apart import CLERK, prepared
from tests.databases import NewDatabase, migrated
from tests.key_settings import key_settings, prepare_keys


@pytest.fixture
def settings(new_postgres_url: NewDatabase, tmp_path: Path) -> dict[str, str]:
    """The database of the referral service, as its own role reaches it, and its keys there."""
    url = new_postgres_url(migrated("referral"))
    own = f"{prepared('referral', url)}&application_name={{service}}"
    prepare_keys(url, role=CLERK, service="referral")
    return {"RINNALLA_DATABASE": own, **key_settings(own, tmp_path)}


def system(settings: dict[str, str], *words: str) -> Result:
    return CliRunner().invoke(main, ["system", *words], env=settings | {"RINNALLA_DEMO": ""})


def test_a_system_lives_from_its_registration_to_its_retirement(settings: dict[str, str]) -> None:
    register = ("register", "county", "--role", "directory_system", "--subject", "a63f")
    assert [system(settings, *register).output for _ in range(2)] == ["county is registered.\n"] * 2
    name, _, secret = system(settings, "secret", "county").output.strip().partition(" ")
    assert len(secret) > 40
    line = "county: directory_system; secrets {}; last called never"
    assert system(settings, "list").output.strip() == line.format(name)
    gone = system(settings, "withdraw-secret", "county", name)
    assert gone.output == f"county gets in by {name} no more.\n"
    assert system(settings, "retire", "county").output == "county is retired.\n"
    assert system(settings, "list").output.strip() == f"{line.format('none')}; retired"
    refused = system(settings, "secret", "county")
    assert (refused.exit_code, "not registered" in refused.output) == (1, True)


def test_what_is_not_there_is_said(settings: dict[str, str]) -> None:
    nobody = system(settings, "secret", "nobody")
    assert (nobody.exit_code, nobody.output) == (1, "Error: Nobody is called nobody.\n")
    nowhere = system(settings, "register", "city", "--role", "partner", "--organisation", "x")
    assert (nowhere.exit_code, nowhere.output) == (1, "Error: No organisation has the code x.\n")
