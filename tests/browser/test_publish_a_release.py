"""The main job, by hand in a browser: a release in both languages with a picture, from log-in to reader."""

import io
import re

import pytest
from django.contrib.auth.models import User
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from newsroom import roles, workflow
from newsroom.models import HomePage

pytestmark = pytest.mark.browser

TITLE = {"fr": "Un scanner sur roues à Cochin", "en": "A scanner on wheels at Cochin"}
HEADING = {"fr": "Au lit du malade", "en": "At the bedside"}
SUMMARY = {"fr": "L’appareil va au lit du malade.", "en": "The machine comes to the bedside."}


@pytest.fixture
def chief(live_site: str, page: Page, django_db_blocker) -> Page:
    with django_db_blocker.unblock():
        roles.ensure_roles()
        workflow.ensure_workflow(HomePage.objects.get())
        user = User.objects.create_user("camille", "camille@example.org", "a long password")
        roles.give(user, roles.CHIEF)
    page.set_default_timeout(10_000)
    page.goto(f"{live_site}/admin/")
    page.locator("#id_login").fill("camille")
    page.locator("#id_password").fill("a long password")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    return page


def picture() -> dict:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 800)).save(file, "PNG")
    return {"name": "scanner.png", "mimeType": "image/png", "buffer": file.getvalue()}


def write(page: Page, language: str, tab: str) -> None:
    page.get_by_role("tab", name=tab, exact=True).click()
    page.locator(f"#id_title_{language}").fill(TITLE[language])
    page.locator(f"#id_summary_{language}").fill(SUMMARY[language])
    body = page.locator(f"section[id$='body_{language}-section']")
    body.get_by_title("Insérer un bloc").first.click()
    page.get_by_role("option", name="intertitre").click()
    body.locator("[name$='-0-value']").fill(HEADING[language])


def add_picture(page: Page) -> None:
    page.get_by_role("tab", name="Commun").click()
    page.get_by_role("button", name="Choisir une image").click()
    page.get_by_role("tab", name="Transférer").click()
    form = page.locator("form[action*='/images/chooser/create/']")
    form.locator("[type=file]").set_input_files(picture())
    form.get_by_label("Titre").fill("Le scanner")
    form.get_by_label("Texte de remplacement (FR)").fill("Un scanner mobile")
    form.get_by_label("Texte de remplacement (EN)").fill("A mobile scanner")
    form.get_by_label("Crédit").fill("Camille Exemple")
    form.get_by_role("button", name="Transférer").click()
    expect(form).to_be_hidden()


def add_hospital(page: Page) -> None:
    page.get_by_role("button", name="Ajouter un(e) hôpital").click()
    page.locator("section[id$='hopitaux-section']").get_by_role(
        "button", name=re.compile("^Choisissez")
    ).click()
    page.get_by_role("dialog").get_by_role("link", name="Cochin").first.click()
    expect(page.get_by_role("dialog")).to_be_hidden()


def schedule(page: Page, hour: str) -> None:
    """Opens the clock of the release and writes an hour into it, as somebody who changes their mind would."""
    page.locator("[data-side-panel-toggle='status']").first.click()
    page.locator("[data-a11y-dialog-show='schedule-publishing-dialog']").first.click()
    clock = page.locator("#schedule-publishing-dialog [name='go_live_at']")
    clock.fill(hour)
    clock.press("Tab")
    expect(clock).to_have_value(hour)
    clock.fill("")
    page.keyboard.press("Escape")
    expect(clock).to_be_hidden()


def publish_alone(page: Page, reason: str) -> None:
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    page.get_by_label("Pourquoi personne d’autre").fill(reason)
    page.get_by_role("button", name="Publier").click()


def test_a_release_goes_from_the_admin_to_readers_of_both_languages(
    live_site: str, complaints: list[str], chief: Page, browser: Browser
) -> None:
    chief.get_by_role("link", name="Nouveau communiqué").click()
    write(chief, "fr", "Français")
    write(chief, "en", "Anglais")
    chief.get_by_label("La version anglaise peut être publiée").check()
    add_picture(chief)
    add_hospital(chief)
    schedule(chief, "09/06/2099 00:01")
    publish_alone(chief, "Une urgence sanitaire")
    expect(chief.get_by_text("est validé")).to_be_visible()
    assert complaints == []  # the admin's policy is looser, and nothing in it reaches further than that

    reader = browser.new_page()
    for language, address, alt in (
        ("fr", "/fr/communiques-de-presse/un-scanner-sur-roues-a-cochin/", "Un scanner mobile"),
        ("en", "/en/press-releases/a-scanner-on-wheels-at-cochin/", "A mobile scanner"),
    ):
        reader.goto(live_site + address)
        expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE[language])
        expect(reader.get_by_text(SUMMARY[language])).to_be_visible()
        expect(reader.get_by_role("heading", name=HEADING[language])).to_be_visible()
        shown = reader.get_by_role("img", name=alt)
        assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    reader.get_by_label("Choose a hospital").select_option("cochin")
    reader.get_by_role("button", name="Go", exact=True).click()
    expect(reader).to_have_url(f"{live_site}/en/hospitals/cochin/")
    expect(reader.get_by_role("link", name=TITLE["en"])).to_be_visible()
    reader.close()
