"""/llms.txt: what machines that read are led to."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories

LINK = re.compile(r"^- \[(?P<title>.+)\]\((?P<address>\S+)\)", re.MULTILINE)


def test_every_address_answers(client, site):
    factories.english_release(site, title_fr="Reins [un]", title_en="Kidneys", slug_en="kidneys")
    answer = client.get("/llms.txt")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    links = LINK.findall(answer.content.decode())
    assert len(links) >= 12
    for _title, address in links:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200, address
    assert "http://localhost/en/press-releases/kidneys/markdown/" in dict(links).values()


def test_both_languages_name_their_own_releases(client, site):
    factories.public_release(site, title_fr="Reins")
    factories.english_release(site, title_fr="Cœurs", title_en="Hearts")
    french, english = client.get("/llms.txt").content.decode().split("## English")
    assert "Reins" in french and "Cœurs" in french
    assert "Hearts" in english and "Reins" not in english


def test_the_number_of_releases_costs_no_query(client, site):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/llms.txt")
        return len(queries)

    factories.public_release(site)
    client.get("/llms.txt")
    few = cost()
    for number in range(3):
        factories.english_release(site, published_at=factories.minute(-timedelta(hours=number)))
    assert cost() == few <= 5
