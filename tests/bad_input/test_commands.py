"""What arguments, environment and files bring in is refused with one line that helps."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli.main import main
from services.common.programme.loader import PROGRAMMES, Faulty, load_programmes
from shared.kernel.settings import host_and_port, keys_file, number, secret_file
from tests.bad_input.bodies import BODIES

SUB = "00000000-0000-4000-8000-000000000001"
KAVERI = (PROGRAMMES / "kaveri.yaml").read_bytes()
UNREADABLE = [name for name, (_, status) in BODIES.items() if status == 400]


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("run", "--port", "abc"), "'abc' is not a valid integer"),
        (("run", "--port", "0"), "0 is not in the range 1<=x<=65535"),
        (("run", "--port", "99999"), "99999 is not in the range"),
        (("migrate", "--partitions", "0"), "0 is not in the range 1<=x<=1000"),
        (("migrate", "--partitions", "NaN"), "'NaN' is not a valid integer"),
        (("web", "Referral"), "'Referral' is not one of"),
        (("let-in", "service", "sx", "a\x1bb"), "subject: The text holds control characters."),
        (("let-in", "service", "sx", "x" * 256), "subject: At most 255 fit here."),
        (("let-in", "service", "x" * 121, SUB), "sign_in: At most 120 fit here."),
        (("let-in", "service", "a\x1bb", SUB), "sign_in: The text holds control characters."),
        (("let-in", "service", "131052-308T", SUB), "sign_in: Leave out personal identity codes"),
        (
            ("let-in", "administrator", "anna", SUB, "--name", "A\ufffd"),
            "name: A character was lost on the way.",
        ),
    ],
)
def test_a_wrong_argument_is_named(arguments: tuple[str, ...], line: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, line in result.output) == (2, True), result.output


def test_a_wrong_port_of_the_environment_is_named() -> None:
    result = run("run", PORT="80 00")
    assert (result.exit_code, "'80 00' is not a valid integer" in result.output) == (2, True)


@pytest.mark.parametrize("text", ["\u0663", "²", "0", "-1", "1_0", "1e3", "9" * 5000, "3.0", "x"])
def test_a_number_of_the_environment_is_digits_alone(text: str) -> None:
    with pytest.raises(ValueError, match=r"it must be a whole number from 1\.$"):
        number(text)


@pytest.mark.parametrize("text", ["host", ":80", "host:\u0668\u0660", "host:99999", "host:²"])
def test_an_address_has_a_port_in_digits(text: str) -> None:
    with pytest.raises(ValueError, match="must be host:port"):
        host_and_port(text)


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_of_keys_is_as_strict_as_the_api(tmp_path: Path, name: str) -> None:
    path = tmp_path / "keys"
    path.write_bytes(BODIES[name][0])
    with pytest.raises(ValueError, match="names "):
        keys_file(str(path))


def test_a_secret_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"\xff\xfe" * 40)
    with pytest.raises(ValueError, match="not text in UTF-8"):
        secret_file(str(path))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (KAVERI.decode().encode("utf-16"), "kaveri.yaml:1 This is not text in UTF-8."),
        (KAVERI.replace(b"code:", b"code: \xe4", 1), "This is not text in UTF-8."),
        (b"%PDF-1.7\n<html>", "kaveri.yaml:"),
        (b"PK\x03\x04" + b"\0" * 100, "kaveri.yaml:"),
        (b"", "kaveri.yaml:1 This is not a mapping of fields."),
        (b"a: &a [x]\nb: *a\n", "Write each part where it belongs, without & and *."),
        (b"a: !!python/object:os.system x\n", "Write plain values, without a tag"),
        (b"[" * 5000, "It is nested deeper than 20 levels."),
        (b"a: 1\na: 2\n", "kaveri.yaml:2"),
        (b"a: " + b"x" * 40_001, "It is longer than 40000 characters."),
    ],
    ids=["UTF-16", "Latin 1", "PDF", "zip", "empty", "references", "tag", "deep", "twice", "long"],
)
def test_a_file_that_is_no_programme_is_refused_with_its_line(
    tmp_path: Path, content: bytes, line: str
) -> None:
    (tmp_path / "kaveri.yaml").write_bytes(content)
    with pytest.raises(Faulty) as faulty:
        load_programmes(tmp_path)
    assert line in str(faulty.value)


def test_what_an_editor_adds_to_a_file_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "kaveri.yaml").write_bytes(b"\xef\xbb\xbf" + KAVERI.replace(b"\n", b"\r\n"))
    (read,) = load_programmes(tmp_path)
    assert read in load_programmes()
