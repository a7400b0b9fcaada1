"""A browser takes our captions: on in the page's language, with their words."""

import pytest

pytestmark = pytest.mark.browser
READ = """() => new Promise((done, fail) => {
    const element = document.querySelector("video > track[default]");
    const read = () => done([element.track.mode, element.srclang, element.track.cues[0].text]);
    if (element.readyState === 2) read();
    element.addEventListener("load", read);
    element.addEventListener("error", () => fail(new Error("the browser refused the captions")));
})"""


@pytest.mark.parametrize(
    ("language", "address"),
    [("fr", "/fr/communiques-de-presse/complet/"), ("en", "/en/press-releases/complete/")],
)
def test_captions_are_on_in_the_language_of_the_page(live_site, page, language, address):
    page.goto(live_site + address)
    assert page.evaluate(READ) == ["showing", language, "Première phrase."]
