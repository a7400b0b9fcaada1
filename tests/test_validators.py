"""What outside validators say: the W3C's Nu checker on every kind of page in both languages, states included.

It needs Java and its jar, which `.ci/run` fetches; elsewhere the test is skipped and says so.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import feedparser
import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client

from tests.browser import content
from tests.browser.pages import PAGES

JAR = settings.BASE_DIR / ".validators" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
IS_REQUIRED = os.environ.get("REQUIRE_VALIDATORS") == "1"


@pytest.fixture
def full_site(site, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        content.fill(site)
    return site


def _pages(folder: Path) -> dict[str, str]:
    """{file name: address}: every page, and the form with its errors."""
    client, addresses = Client(), {}
    for name, languages in PAGES.items():
        for language, address in languages.items():
            (folder / f"{name}-{language}.html").write_bytes(client.get(address).content)
            addresses[f"{name}-{language}.html"] = address
    wrong = client.post(PAGES["report"]["fr"], {"message": "x"}, headers={"Sec-Fetch-Site": "same-origin"})
    (folder / "errors-fr.html").write_bytes(wrong.content)
    addresses["errors-fr.html"] = "the form with its errors"
    for code in ("400", "500", "503"):
        (folder / f"{code}.html").write_text(get_template(f"{code}.html").render())
        addresses[f"{code}.html"] = code
    return addresses


def test_pages_are_valid_html(full_site, tmp_path):
    """Zero errors and zero warnings."""
    if not (shutil.which("java") and JAR.is_file()) and not IS_REQUIRED:
        pytest.skip("no Java, or no vnu.jar under .validators: see .ci/run")
    assert JAR.is_file(), "REQUIRE_VALIDATORS is set and vnu.jar was not found"
    addresses = _pages(tmp_path)
    run = subprocess.run(
        ["java", "-Xss2m", "-jar", JAR, "--format", "json", "--skip-non-html", tmp_path],
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = [
        (addresses[Path(message["url"]).name], message.get("lastLine"), message["message"][:160])
        for message in json.loads(run.stderr)["messages"]
    ]
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("room", ["/fr/communiques-de-presse/", "/en/press-releases/"])
@pytest.mark.parametrize("kind", ["rss/", "atom/"])
def test_feeds_are_read_without_a_complaint(full_site, client, room, kind):
    feed = feedparser.parse(client.get(room + kind).content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) >= 20
    assert all(entry.id and entry.link and entry.title for entry in feed.entries)
