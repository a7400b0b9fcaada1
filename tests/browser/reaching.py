"""How a reader, or an answer of the site, comes to a state that no address has."""

from collections.abc import Callable

from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page, expect

from newsroom import errors, languages
from newsroom.models import PressReleasePage


def open_menu(page: Page) -> None:
    page.click(".menu summary")
    expect(page.locator(".menu__list a").first).to_be_visible()


def open_filters(page: Page) -> None:
    page.click(".filters summary")
    expect(page.locator(".filters__fields select").first).to_be_visible()


def open_departments(page: Page) -> None:
    page.click(".departments__all summary")
    expect(page.locator(".departments__all a").first).to_be_visible()


def open_transcript(page: Page) -> None:
    page.click(".video summary")
    expect(page.locator(".video details p").first).to_be_visible()


def copy_the_text(page: Page) -> None:
    page.click("[data-copy-text]")
    expect(page.locator(".tools__done")).not_to_be_empty()


def filter_in_place(page: Page) -> None:
    page.fill("input[name=q]", "suite 7")
    page.click(".filters__words button")
    expect(page.locator(".chips a").first).to_be_visible()


def send_what_is_wrong(page: Page) -> None:
    page.fill("textarea[name=message]", "court")
    page.fill("input[name=email]", "lea@")
    page.click("form.form button")
    expect(page.locator(".error-summary")).to_be_visible()


def ask_in_too_few_words(page: Page) -> None:
    page.fill("input[name=phone]", "rappelez-moi")
    send_what_is_wrong(page)


def send_what_is_too_old(page: Page) -> None:
    page.locator("input[name=opened]").evaluate("field => { field.value = '202001010000:x'; }")
    send_what_is_wrong(page)


def send_a_comment_that_is_too_long(page: Page) -> None:
    field = page.locator(".comments textarea").nth(1)
    field.evaluate("field => { field.closest('details').open = true; field.removeAttribute('maxlength'); }")
    field.fill("trop " * 500)
    page.locator(".comments details[open] button").click()
    expect(page.locator(".error-summary")).to_be_visible()


def send_from_elsewhere(page: Page) -> None:
    """The form posted by a page that is not of this site."""
    address = page.url
    page.goto("about:blank")
    page.set_content(f'<form method="post" action="{address}"><button>.</button></form>')
    page.click("button")
    expect(page).to_have_url(address)


def gone(language: str) -> str:
    request = RequestFactory().get(f"/{language}/")
    request.LANGUAGE_CODE = language
    with translation.override(language):
        return errors.gone(request).content.decode()


def preview(slug: str) -> Callable[[str], str]:
    """The editor's preview of the draft that content.py made with this slug."""

    def answer(language: str) -> str:
        draft = PressReleasePage.objects.get(slug=slug).get_latest_revision_as_object()
        mode = "" if language == languages.REFERENCE else language
        return draft.make_preview_request(preview_mode=mode).content.decode()

    return answer
