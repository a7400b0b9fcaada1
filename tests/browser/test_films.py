"""A browser takes our captions: on in the page's language, with their words."""

import pytest
from playwright.sync_api import Page

from tests import factories

pytestmark = pytest.mark.browser
ADDRESSES = {"fr": "/fr/communiques-de-presse/parole/", "en": "/en/press-releases/speech/"}
READ = """() => new Promise((done, fail) => {
    const element = document.querySelector("video > track[default]");
    const read = () => done([element.track.mode, element.srclang, element.track.cues[0].text]);
    if (element.readyState === 2) read();
    element.addEventListener("load", read);
    element.addEventListener("error", () => fail(new Error("the browser refused the captions")));
})"""


@pytest.mark.parametrize("language", ADDRESSES)
def test_captions_are_on_in_the_language_of_the_page(
    live_site: str, page: Page, django_db_blocker, language: str
) -> None:
    film = {f"body_{code}": [("video", factories.film())] for code in ADDRESSES}
    with django_db_blocker.unblock():
        release = factories.english_release(
            factories.existing_site(), slug="parole", slug_en="speech", **film
        )
        page.goto(live_site + ADDRESSES[language])
        assert page.evaluate(READ) == ["showing", language, "Première phrase."]
        release.delete()
