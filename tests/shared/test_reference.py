from shared.web.reference import operations


def test_the_reference_lists_each_request_with_what_it_does() -> None:
    description = {
        "paths": {
            "/orders": {"post": {"summary": "Place an order."}, "get": {}, "parameters": []},
            "/orders/{id}": {"put": {"summary": "Change it."}},
        }
    }
    assert operations(description) == [
        ("GET /orders", ""),
        ("POST /orders", "Place an order."),
        ("PUT /orders/{id}", "Change it."),
    ]


def test_a_service_without_an_api_has_nothing_to_list() -> None:
    assert operations({}) == []
