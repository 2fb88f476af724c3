"""The ways of two families over PostgreSQL and Kafka, with every process on its own."""

import pytest

from tests.journeys import test_p1_http as p1, test_p10_http as p10
from tests.system.region import Region

pytestmark = pytest.mark.xdist_group("region")


def test_a_child_gets_a_friend(region: Region) -> None:
    p1.test_a_child_gets_a_friend_and_everybody_sees_their_part(region, region.outside)
    _is_proved(region)


def test_a_professional_walks_four_phases_beside_a_child(region: Region) -> None:
    p10.test_a_professional_walks_four_phases_beside_a_child(region, region.outside)
    _is_proved(region)


def test_editions_are_published_from_the_same_databases(region: Region) -> None:
    assert region.run("publish-edition").startswith("Published: ")
    region.settle()
    assert region.run("publish-edition") == "No month was open.\n"


def _is_proved(region: Region) -> None:
    region.prove()
    assert region.logged("source.gap", "source.forged") == []
