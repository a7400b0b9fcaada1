"""Maps of the hospitals: everyone is on one, nobody covers anybody, the list holds the same."""

from itertools import combinations
from math import hypot

import pytest
from bs4 import BeautifulSoup

from newsroom import hospital_map
from newsroom.hospital_map import AROUND_FRAME, FRANCE_FRAME, PARIS_FRAME, spread
from newsroom.models import HospitalPage
from tests import factories

PLACES = {
    "notre-dame": (48.8530, 2.3499, "paris"),
    "porte-des-lilas": (48.8775, 2.4065, "paris"),
    "creteil": (48.7880, 2.4550, "around"),
    "north-of-the-frame": (49.3290, 2.4630, "around"),
    "hendaye": (43.3767, -1.7417, "france"),
}


@pytest.mark.parametrize(("latitude", "longitude", "area"), PLACES.values(), ids=PLACES)
def test_a_place_is_on_the_map_it_belongs_to(db, latitude: float, longitude: float, area: str) -> None:
    page = HospitalPage(title="Lieu", latitude=latitude, longitude=longitude)
    assert hospital_map.locator(page).key == area


def test_a_hospital_without_a_position_has_no_map(db) -> None:
    assert hospital_map.locator(HospitalPage(title="Nulle part")) is None


CROWDS = {
    "one-address": (PARIS_FRAME, ((160.0, 120.0),) * 6),
    "edge": (AROUND_FRAME, ((-40.0, -40.0), (-41.0, -40.0), (400.0, 900.0))),
    "row": (FRANCE_FRAME, tuple((100.0 + index, 100.0) for index in range(8))),
}


@pytest.mark.parametrize(("frame", "points"), CROWDS.values(), ids=CROWDS)
def test_places_lie_apart_and_within_the_frame(frame, points) -> None:
    moved = spread(points, frame)
    assert all(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in moved)
    closest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(moved, 2))
    assert closest * 0.84 >= 24  # pixels, where a drawing is smallest


def test_a_lone_place_stays_where_it_is() -> None:
    assert spread(((100.0, 90.0),), PARIS_FRAME) == (
        (pytest.approx(100, abs=0.1), pytest.approx(90, abs=0.1)),
    )


def test_map_and_list_lead_to_the_same_hospitals(client, site) -> None:
    for index, (name, (latitude, longitude, _area)) in enumerate(PLACES.items()):
        factories.hospital(site.hospitals, name, f"Hôpital {index}", latitude=latitude, longitude=longitude)
    soup = BeautifulSoup(client.get("/fr/hopitaux/").content, "html.parser")
    on_maps = {link["href"]: link.find("text").get_text() for link in soup.select(".maps svg a")}
    numbers = {
        item.a["href"]: number.get_text()
        for item in soup.select(".groups li")
        if (number := item.select_one(".group__number"))
    }
    assert set(on_maps) == {f"/fr/hopitaux/{name}/" for name in PLACES}
    assert on_maps.items() <= numbers.items()


def test_coordinates_are_written_for_machines_in_both_languages(client, site) -> None:
    factories.hospital(site.hospitals, "notre-dame", "Hôpital", latitude=48.853, longitude=2.3499)
    for address in ("/fr/hopitaux/notre-dame/", "/en/hospitals/notre-dame/"):
        page = client.get(address).content.decode()
        assert "geo:48.853,2.3499" in page
        assert "directions?to=48.853%2C2.3499" in page
