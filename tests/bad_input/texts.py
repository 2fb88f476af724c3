"""Bad texts: what Unicode has, and what somebody may hide in it."""

from tests.bad_input.classes import ABSENT, REFUSED, Kept, of_kind

FAMILY_EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ANY_TYPE = (("a list", ["x"]), ("an object", {"a": 1}), ("a number", 7), ("true", True))
TEXTS = of_kind(
    "text",
    ("NUL", "a\0b"),
    ("escape", "a\x1b[31mb"),
    ("delete", "a\x7fb"),
    ("next line of another age", "a\x85b"),
    ("half of a surrogate pair", "\ud800", REFUSED, ABSENT),
    ("the sign for what was lost", "Aino \ufffd"),
    ("no character", "a\uffffb"),
    ("somebody's own character", "a\ue000b"),
    ("marks in a heap", "A" + "\u0301" * 50),
    ("a grapheme of ten kilobytes", "a" + "\u0308" * 5000),
    ("a hundred thousand letters", "x" * 100_001),
    ("turned direction", "a\u202eb\u202c", Kept("ab")),
    ("isolates", "\u2067ab\u2069", Kept("ab")),
    ("zero width", "Ai\u200bno", Kept("Aino")),
    ("byte order mark", "\ufeffAino", Kept("Aino")),
    ("soft hyphen", "Ai\u00adno", Kept("Aino")),
    ("a letter that shows nothing", "Ai\u3164no", Kept("Aino")),
    ("decomposed", "Ma\u0308ki", Kept("Mäki")),
    ("composed with others", "\u212bke", Kept("Åke")),
    ("letters that look alike", "\u0410ino", Kept("\u0410ino")),
    ("right to left", "\u0622\u0633\u06cc\u0647", Kept("\u0622\u0633\u06cc\u0647")),
    ("a family in one sign", FAMILY_EMOJI, Kept(FAMILY_EMOJI.replace("\u200d", ""))),
    ("blanks around it", " \u00a0Aino\u2003", Kept("Aino")),
    ("markup", "<svg/onload=alert(1)>", Kept("<svg/onload=alert(1)>")),
    ("a template", "{{7*7}} %(name)s {0}", Kept("{{7*7}} %(name)s {0}")),
    ("quotes", "O'Hara; --\"", Kept("O'Hara; --\"")),
    ("a formula", "=1+1", Kept("=1+1")),
    ("null in letters", "null", Kept("null")),
    ("an identity code", "Hetu 131052-308T"),
    ("an identity code with other dashes", "131052\u2013308T"),
    ("an identity code in wide letters", "\uff11\uff13\uff11\uff10\uff15\uff12A308T"),
    (
        "an identity code in other digits",
        "\u0661\u0663\u0661\u0660\u0665\u0662A\u0663\u0660\u0668T",
    ),
    ("an identity code with a foreign A", "131052\u0410308T"),
    *ANY_TYPE,
)
LINES = of_kind(
    "line",
    ("a line end", "Aino\nMaria", Kept("Aino Maria")),
    ("a line end of another system", "Aino\rMaria", Kept("Aino Maria")),
    ("a header", "a\r\nSet-Cookie: x=y", Kept("a  Set-Cookie: x=y")),
    ("a line separator", "Aino\u2028Maria", Kept("Aino Maria")),
    ("a tab", "Aino\tMaria", Kept("Aino Maria")),
)
