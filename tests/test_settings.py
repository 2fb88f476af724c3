"""Settings: read once, everything wrong told together, and nothing unsafe starts."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from services.platform.demo import people
from services.platform.settings import Settings, settings_for
from services.platform.settings_reference import reference
from shared.kernel.settings import WrongSettings, meanings

KEY = bytes(range(32))
DEMO = {"RINNALLA_DEMO": "1", "RINNALLA_BASE_URL": "http://127.0.0.1:8080"}


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """What a web process in production is told."""
    return {
        "RINNALLA_BASE_URL": "https://rinnalla.example/",
        "RINNALLA_DATABASE": "postgresql+psycopg://rinnalla_{service}:p@db/rinnalla_{service}",
        "RINNALLA_KEYS": "postgresql+psycopg://rinnalla_{service}:p@db/rinnalla_keys",
        "RINNALLA_WRAPPING_FILE": "/run/secrets/wrapping",
        "RINNALLA_FEEDS": "http://{service}:8000",
        "RINNALLA_ISSUER": "https://login.example/realms/region",
        "RINNALLA_SECRET_FILE": _file(tmp_path / "secret", "s" * 32),
        "RINNALLA_CLIENT_SECRET_FILE": _file(tmp_path / "client", "c" * 32 + "\n"),
        "HOME": "/root",
    }


def test_a_web_process_reads_what_it_needs(given: dict[str, str]) -> None:
    settings = settings_for("web", given)
    assert settings == Settings(
        base_url="https://rinnalla.example",
        database=given["RINNALLA_DATABASE"],
        keys=given["RINNALLA_KEYS"],
        wrapping=Path("/run/secrets/wrapping"),
        feeds="http://{service}:8000",
        issuer="https://login.example/realms/region",
        secret="s" * 32,
        client_secret="c" * 32,
    )
    assert settings.database_of("referral").endswith("rinnalla_referral:p@db/rinnalla_referral")
    assert settings.feed_of("casework") == "http://casework:8000"


def test_everything_wrong_is_told_together(given: dict[str, str]) -> None:
    given |= {
        "RINNALLA_DATABASE": "sqlite:///{service}",
        "RINNALLA_FEEDS": "",
        "RINNALLA_BASE_ULR": "https://rinnalla.example",
        "RINNALLA_BIND": "8000",
        "RINNALLA_SECRET_FILE": "/nowhere/secret",
    }
    assert _refusals("web", given) == [
        "RINNALLA_BASE_ULR is no setting. The nearest is RINNALLA_BASE_URL.",
        "RINNALLA_DATABASE begins with sqlite, not postgresql+psycopg.",
        "RINNALLA_FEEDS is missing: Where each service's web process is reached from inside; one "
        "address, or one with {service} in it. Such as http://{service}:8000",
        "RINNALLA_SECRET_FILE names /nowhere/secret, which cannot be read: "
        "No such file or directory.",
        "RINNALLA_BIND is '8000'; it must be host:port, such as 127.0.0.1:8000.",
    ]


def test_services_may_not_share_a_database(given: dict[str, str]) -> None:
    given["RINNALLA_DATABASE"] = "postgresql+psycopg://rinnalla@db/rinnalla"
    assert _refusals("web", given) == [
        "RINNALLA_DATABASE must hold {service}: services may not share a database."
    ]


def test_plain_http_and_known_passwords_start_in_demo_mode_only(
    given: dict[str, str], tmp_path: Path
) -> None:
    given |= {
        "RINNALLA_BASE_URL": "http://127.0.0.1:8000",
        "RINNALLA_CLIENT_SECRET_FILE": _file(tmp_path / "known", people.PASSWORD),
        "RINNALLA_DATABASE": f"postgresql+psycopg://r:{people.PASSWORD}@db/{{service}}",
    }
    only = "outside demo mode (RINNALLA_DEMO=1)"
    assert _refusals("web", given) == [
        f"RINNALLA_BASE_URL is http://127.0.0.1:8000: {only} it must begin with https:.",
        f"RINNALLA_CLIENT_SECRET_FILE holds the demo's password: {only} everybody knows it.",
        f"RINNALLA_DATABASE holds the demo's password: {only} everybody knows it.",
    ]
    assert settings_for("web", given | {"RINNALLA_DEMO": "1"}).demo is True


def test_the_demo_brings_its_own_issuer_and_password(given: dict[str, str]) -> None:
    del given["RINNALLA_ISSUER"], given["RINNALLA_CLIENT_SECRET_FILE"]
    settings = settings_for("web", given | DEMO)
    assert (settings.issuer, settings.client_secret) == (
        "http://127.0.0.1:8080/identity",
        people.PASSWORD,
    )


def test_our_clients_may_have_a_private_key_instead_of_a_secret(
    given: dict[str, str], tmp_path: Path
) -> None:
    key = ECKey.generate_key("P-256")
    del given["RINNALLA_CLIENT_SECRET_FILE"]
    given["RINNALLA_CLIENT_KEY_FILE"] = _file(tmp_path / "k", key.as_pem(private=True).decode())
    proof = settings_for("web", given).proof
    assert isinstance(proof, ECKey) and proof.thumbprint() == key.thumbprint()


def test_a_public_key_proves_nothing(given: dict[str, str], tmp_path: Path) -> None:
    public = ECKey.generate_key("P-256").as_pem(private=False).decode()
    given["RINNALLA_CLIENT_KEY_FILE"] = path = _file(tmp_path / "k", public)
    assert _refusals("web", given) == [
        f"RINNALLA_CLIENT_KEY_FILE names {path}, which holds a public key; ours must be private."
    ]


HERE, ELSEWHERE = "127.0.0.1:8000", "0.0.0.0:8000"


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({}, []),
        ({"RINNALLA_BASE_URL": "http://localhost:8000"}, []),
        ({"RINNALLA_BASE_URL": "http://[::1]:8000", "RINNALLA_BIND": "[::1]:8000"}, []),
        ({"RINNALLA_BIND": ELSEWHERE, "RINNALLA_ENCLOSED": "1"}, []),
        ({"RINNALLA_BASE_URL": "https://rinnalla.example"}, ["RINNALLA_BASE_URL"]),
        ({"RINNALLA_BASE_URL": "http://127.0.0.1.example"}, ["RINNALLA_BASE_URL"]),
        ({"RINNALLA_BASE_URL": "http://192.168.1.7:8000"}, ["RINNALLA_BASE_URL"]),
        ({"RINNALLA_BIND": ELSEWHERE}, ["RINNALLA_BIND"]),
        ({"RINNALLA_BIND": "[::]:8000"}, ["RINNALLA_BIND"]),
        ({"RINNALLA_BIND": "rinnalla.example:80"}, ["RINNALLA_BIND"]),
        (
            {"RINNALLA_BASE_URL": "https://rinnalla.example", "RINNALLA_ENCLOSED": "1"},
            ["RINNALLA_BASE_URL"],
        ),
        (
            {"RINNALLA_BASE_URL": "https://rinnalla.example", "RINNALLA_BIND": ELSEWHERE},
            ["RINNALLA_BASE_URL", "RINNALLA_BIND"],
        ),
    ],
)
@pytest.mark.parametrize("process", ["web", "portal", "doctor"])
def test_a_demo_starts_on_loopback_only(
    given: dict[str, str], process: str, change: dict[str, str], refused: list[str]
) -> None:
    problems = _refusals(process, given | DEMO | {"RINNALLA_BIND": HERE} | change)
    assert [line.split()[0] for line in problems] == refused
    assert all("RINNALLA_DEMO=0" in line for line in problems)


def test_messages_are_signed_by_every_service_or_nothing_starts(
    given: dict[str, str], tmp_path: Path
) -> None:
    keys = {"referral": {"new": b64encode(KEY).decode(), "old": b64encode(KEY[::-1]).decode()}}
    given |= {
        "RINNALLA_KAFKA": "kafka-1:9092, kafka-2:9092",
        "RINNALLA_SIGNING_FILE": _file(tmp_path / "keys", json.dumps(keys)),
    }
    key = _file(tmp_path / "log", b64encode(KEY).decode())
    access = {"RINNALLA_ACCESS_LOG_KEY_FILE": key}
    missing = "RINNALLA_SIGNING_FILE holds no key of {}, whose messages need one."
    assert _refusals("relay", given) == [
        missing.format(name) for name in ("volunteers", "casework", "reporting")
    ]
    assert settings_for("relay", given, "referral").signing_of("referral")
    assert _refusals("consume", given | access, service="referral") == [
        missing.format(name) for name in ("volunteers", "casework", "reporting")
    ]
    settings = settings_for("relay", given | DEMO)
    assert settings.kafka == ("kafka-1:9092", "kafka-2:9092")
    assert list(settings.signing_of("referral").items()) == [("new", KEY), ("old", KEY[::-1])]
    assert settings.signing_of("casework") == {}


@pytest.mark.parametrize(("length", "starts"), [(31, False), (32, True)])
def test_a_secret_that_can_be_guessed_does_not_start(
    given: dict[str, str], tmp_path: Path, length: int, starts: bool
) -> None:
    given["RINNALLA_SECRET_FILE"] = _file(tmp_path / "short", "x" * length)
    refusals = [] if starts else ["RINNALLA_SECRET_FILE holds fewer than 32 characters."]
    assert _refusals("web", given) == refusals


@pytest.mark.parametrize("text", ["[]", '{"referral": "key"}', '{"referral": {"a": "?"}}', "{"])
def test_a_file_of_keys_has_one_form(given: dict[str, str], tmp_path: Path, text: str) -> None:
    given["RINNALLA_SIGNING_FILE"] = path = _file(tmp_path / "keys", text)
    (refusal,) = _refusals("web", given)
    form = '{"owner": {"id": "base64"}}.'
    assert refusal.startswith(
        f"RINNALLA_SIGNING_FILE names {path}, which is not of the form {form}"
    )


def test_no_secret_shows_in_a_print_of_the_settings(given: dict[str, str]) -> None:
    printed = repr(settings_for("web", given))
    assert [secret for secret in ("sss", "ccc", ":p@") if secret in printed] == []


def test_the_reference_tells_every_setting() -> None:
    headings = [line for line in reference().splitlines() if line and not line.startswith(" ")]
    assert headings == [meaning.name for meaning in meanings(Settings).values()]


def _refusals(process: str, environment: dict[str, str], *, service: str = "") -> list[str]:
    try:
        settings_for(process, environment, service)
    except WrongSettings as wrong:
        return list(wrong.problems)
    return []


def _file(path: Path, text: str) -> str:
    path.write_text(text)
    return str(path)


def test_the_keys_of_people_need_something_to_be_wrapped_with(given: dict[str, str]) -> None:
    del given["RINNALLA_WRAPPING_FILE"]
    assert _refusals("web", given) == [
        "RINNALLA_WRAPPING_FILE or RINNALLA_WRAPPING_TRANSIT is missing: the keys of people are "
        "wrapped with one of them."
    ]
    given["RINNALLA_WRAPPING_TRANSIT"] = "https://bao.example/v1/transit/keys/rinnalla"
    assert settings_for("web", given).transit == given["RINNALLA_WRAPPING_TRANSIT"]


def test_passwords_come_from_files_of_their_own(given: dict[str, str], tmp_path: Path) -> None:
    given["RINNALLA_DATABASE"] = "postgresql+psycopg://rinnalla_{service}@db/rinnalla_{service}"
    given["RINNALLA_KEYS"] = "postgresql+psycopg://rinnalla_{service}@db/rinnalla_keys"
    given["RINNALLA_DATABASE_PASSWORD_FILE"] = _file(tmp_path / "password", "a/b:c\n")
    settings = settings_for("web", given)
    signed_in = "rinnalla_casework:a%2Fb%3Ac@db"
    assert settings.database_of("casework").endswith(f"{signed_in}/rinnalla_casework")
    assert settings.keys_of("casework").endswith(f"{signed_in}/rinnalla_keys")
    assert settings.role_of("casework") == "rinnalla_casework"


def test_a_command_for_all_services_reads_a_file_of_each(
    given: dict[str, str], tmp_path: Path
) -> None:
    given["RINNALLA_DATABASE"] = "postgresql+psycopg://rinnalla_{service}@db/rinnalla_{service}"
    given["RINNALLA_DATABASE_PASSWORD_FILE"] = str(tmp_path / "{service}")
    _file(tmp_path / "casework", "of-casework")
    settings = settings_for("doctor", given)
    assert "of-casework" in settings.database_of("casework")
    with pytest.raises(WrongSettings, match=r"RINNALLA_DATABASE_PASSWORD_FILE names .*referral"):
        settings.database_of("referral")


def test_the_owner_has_a_password_of_its_own(given: dict[str, str], tmp_path: Path) -> None:
    given |= {
        "RINNALLA_DATABASE_OWNER": "postgresql+psycopg://rinnalla_owner@db/rinnalla_{service}",
        "RINNALLA_OWNER_PASSWORD_FILE": _file(tmp_path / "owner", "of-the-owner"),
    }
    owner = settings_for("migrate", given).owner_of("keys")
    assert owner.endswith("rinnalla_owner:of-the-owner@db/rinnalla_keys")
