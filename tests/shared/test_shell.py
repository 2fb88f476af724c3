from shared.web.shell import languages


def test_the_page_stays_the_same_in_another_language() -> None:
    query = [("status", "late"), ("lang", "fi"), ("q", "a&b")]
    links = languages(current="sv", path="/list", query=query)
    assert [language.href for language in links] == [
        "/list?status=late&q=a%26b&lang=fi",
        "/list?status=late&q=a%26b&lang=sv",
        "/list?status=late&q=a%26b&lang=en",
    ]


def test_the_language_being_read_is_the_current_one() -> None:
    links = languages(current="sv", path="/")
    assert [(language.code, language.current) for language in links] == [
        ("fi", False),
        ("sv", True),
        ("en", False),
    ]
