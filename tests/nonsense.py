"""Texts, values and headers that no page or program of ours would send."""

import base64
from typing import Any

DEEP = "[" * 5000
CURSORS = tuple(
    base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    for text in (
        *("[" * 1400, "[" + "9" * 30 + "]", "[1e400]", '["\\u0000"]', "{}", "null", "[[]]", "²"),
        *('["\\ud800"]', "[true]", '["0001-01-01T00:00:00+00:00"]', "[" + "9" * 1000),
    )
)
NUMBERS = ("²", "٣", "\uff11", "-1", "0", "1e999", "NaN", "9" * 19, "9" * 5000, "Infinity", "1_0")
DAYS = (
    *("0001-01-01", "9999-12-31", "0000-00-00", "2015-W14-3", "20150401", "2026-02-30"),
    *("31.2.2026", "24:00", "24.60"),
)
LETTERS = (
    *("", " ", "\0", "a\0b", "\u202e", "\u200b", "\ufeff", "e\u0301", "\x7f", "\U0010ffff"),
    *("\ud800", "🧒", "x" * 20000, "a\r\nSet-Cookie: x=y"),
)
SYNTAX = (
    *("%00", "%0a", "../../etc/passwd", "<script>", "{{7*7}}", "%(name)s", "{0.__class__}"),
    *("[", DEEP, "{", "{" * 50, "true", "null", "None", "[]", "..", "@", "a@b", "http://[", "//["),
    *("00000000-0000-0000-0000-000000000000", "+358" + "1" * 30, "fi-" + "x" * 500),
)
TEXTS = (*NUMBERS, *DAYS, *LETTERS, *SYNTAX, *CURSORS)
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**39, 1e308, -(2**63) - 1, 2**31, [], {}, [[]], [None], {"": 1},
    [{}], {"a": {"b": []}}, [1] * 1000, {str(n): n for n in range(500)}, *TEXTS,
)  # fmt: skip
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Content-Encoding",
    "Content-Type", "Cookie", "HX-Current-URL", "HX-Request", "Host", "Idempotency-Key", "If-Match",
    "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "Sec-Fetch-Site",
    "Transfer-Encoding", "X-Forwarded-For", "X-Forwarded-Host", "X-HTTP-Method-Override",
    "X-Request-Id", "tracestate", "traceparent", "baggage",
)  # fmt: skip
ODD = {
    "Accept": ("application/json;q=²", "*/*;q=9" * 500, "text/html;level=" + "1" * 3000),
    "Accept-Language": ("fi;q=²", "x" * 3000, "*;q=1e999", ",".join(["fi"] * 2000)),
    "Authorization": ("Bearer", "Basic ²", "Basic %%%", "Bearer a.b.c", "Bearer " + "x" * 9000),
    "Content-Encoding": ("gzip", "br", "identity", "²"),
    "Content-Type": (
        *("application/json; charset=²", "application/json; charset=utf-16", "text/plain"),
        *("multipart/form-data", "multipart/form-data; boundary=", "application/xml", ";;;"),
        "application/x-www-form-urlencoded; charset=klingon",
    ),
    "Cookie": ("rinnalla-referral-demo=²", "=;=;=", "language=²", "a=" + "b" * 5000),
    "HX-Current-URL": ("http://[", "//[::1", "http://a:b:c/"),
    "If-Match": ('"²"', '"' + "9" * 400 + '"', "W/", '"1", "2"', "*", "'1'", "-1", "\uff11"),
    "If-None-Match": ('"²"', "W/", "*", '"', ",,,", "W/" * 1000),
    "If-Modified-Since": ("yesterday", "Mon, 99 Foo 99999 25:61:61 GMT", "²"),
    "Range": ("bytes=0-", "bytes=²-", "bytes=9-1", "bytes=" + "0-1," * 500),
    "Idempotency-Key": ("²", '"', "x" * 5000, "a b"),
    "Host": ("evil.example", "[", "a:b", "localhost:99999", "²", "a/b", "localhost@x"),
    "traceparent": ("²", "00-" + "0" * 32 + "-" + "0" * 16 + "-01", "ff-" + "x" * 5000),
}  # fmt: skip
PARAMETERS = (
    *("lang", "page", "cursor", "limit", "status", "from", "to", "as_of", "municipality", "after"),
    *("programme", "next", "code", "state", "partition", "source_reference", "referral", "sort"),
    *("kind", "wait", "q", "show", "week", "case", "error", "updated_since"),
)
