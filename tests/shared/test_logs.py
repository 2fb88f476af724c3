import json
from typing import Any

from structlog.processors import JSONRenderer

from shared.telemetry.logs import only_places


def written(error: Exception) -> dict[str, Any]:
    entry = only_places(None, "error", {"event": "request.failed", "exc_info": error})
    line: dict[str, Any] = json.loads(JSONRenderer()(None, "error", entry))
    return line


def test_an_error_is_told_by_type_and_place() -> None:
    secret = "Kanarialintu"
    try:
        raise KeyError(secret)
    except KeyError as error:
        line = written(error)
    assert line["error"] == "KeyError"
    assert line["places"][0].endswith(test_an_error_is_told_by_type_and_place.__name__)
    assert secret not in json.dumps(line)
