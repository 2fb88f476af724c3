"""Who reaches the demo provider at all: with one press it signs in anybody."""

import pytest

from tests.shared.identity.world import World


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("172.18.0.5", 200), ("193.166.3.2", 403), ("2001:14ba::1", 403)],
)
def test_nobody_signs_in_from_the_open_internet(world: World, address: str, status: int) -> None:
    for path in ("/identity/jwks.json", "/identity/.well-known/openid-configuration"):
        answer = world.browser().get(path, environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == status
