"""The page behind the personal link: what was asked, its state, the answer; more to say; everything erased."""

import pytest
from django.core import mail
from django.test import Client

from newsroom.models import PressRequest, RequestMessage
from newsroom.press_requests import delivery, following, handling, links
from tests import factories

from .asking import SAME_ORIGIN, WORDS, asked, expert, soup

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


@pytest.fixture
def request_(site) -> PressRequest:
    return asked(hospital=site.cochin)


def page(request: PressRequest, language: str = "fr"):
    path = links.path_of(request)
    return Client().get(
        path if language == "fr" else path.replace("/fr/demande-presse/", "/en/press-request/")
    )


def post(request: PressRequest, headers: dict | None = SAME_ORIGIN, **data):
    return Client().post(links.path_of(request), data, headers=headers)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_shows_what_was_asked_and_is_kept_and_indexed_by_nobody(request_, language):
    answer = page(request_, language)
    assert answer.status_code == 200 and not answer.cookies
    assert PRIVATE.items() <= dict(answer.headers).items() and "noindex" in answer.headers["X-Robots-Tag"]
    for word in (WORDS["message"], WORDS["subject"], WORDS["outlet"], request_.number):
        assert word in answer.content.decode()


def test_its_address_stands_in_no_other_address_of_the_page(request_):
    token = links.token_of(request_)
    addresses = [link["href"] for link in soup(page(request_)).select("[href]") if token in link["href"]]
    assert {address.split("/")[2] for address in addresses} == {"demande-presse", "press-request"}


@pytest.mark.parametrize("token", ["guessed", "0" * 32, f"{'0' * 32}.{'x' * 43}", "é", "."])
def test_a_link_that_nobody_was_given_is_not_there(site, token):
    answer = Client().get(f"/fr/demande-presse/{token}/")
    assert answer.status_code == 404 and answer.headers["Cache-Control"] == "no-store"


def test_the_state_and_the_answer_are_shown_and_notes_never(request_, django_user_model):
    officer = django_user_model.objects.create_user("attache", "attache@example.org", "x")
    handling.give(request_, officer, officer)
    assert "prise en charge" in page(request_).content.decode()
    handling.note(request_, officer, "Journaliste pressée.")
    handling.answer(request_, officer, "La professeure vous attend à 10 h.")
    text = page(request_).content.decode()
    assert "La professeure vous attend" in text and "Journaliste pressée" not in text
    delivery.run()
    (answered,) = mail.outbox
    assert answered.to == [request_.email] and "La professeure vous attend" in answered.body
    assert "pressée" not in answered.body


def test_a_message_is_added_told_to_whoever_has_the_request_and_opens_it_again(request_, django_user_model):
    officer = django_user_model.objects.create_user("attache", "attache@example.org", "x")
    handling.give(request_, officer, officer)
    handling.answer(request_, officer, "Non.", is_refused=True)
    assert post(request_, message="Et jeudi ?").status_code == 303
    post(request_, message="Et jeudi ?")
    request_.refresh_from_db()
    assert request_.state == "in_hand" and request_.settled_at is None
    assert request_.messages.filter(kind="more").count() == 1
    mail.outbox.clear()
    delivery.run()
    told = [message for message in mail.outbox if message.to == [officer.email]]
    assert len(told) == 1 and "Et jeudi ?" in told[0].body


@pytest.mark.parametrize("message", ["", "x" * 3001, "a\x00b"])
def test_a_message_that_is_none_is_refused_with_its_words(request_, message):
    answer = post(request_, message=message)
    assert answer.status_code == 422 and soup(answer).select(".error-summary a")
    assert not RequestMessage.objects.exists()


def test_many_messages_are_stopped(request_):
    for number in range(following.MOST_MESSAGES_AN_HOUR):
        assert post(request_, message=f"Message {number}").status_code == 303
    assert post(request_, message="Un de trop").status_code == 429


@pytest.mark.parametrize(
    "headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_adds_and_erases_nothing(request_, headers):
    assert post(request_, headers=headers, withdraw="1").status_code == 403
    assert not PressRequest.objects.get().erased_at


def test_a_withdrawn_request_is_erased_and_its_link_says_so(request_):
    post(request_, message="Encore un mot")
    assert post(request_, withdraw="1").status_code == 303
    left = PressRequest.objects.get()
    assert not any([left.name, left.outlet, left.email, left.phone, left.subject, left.message])
    assert (left.number, left.kind, left.hospital_id) == (
        request_.number,
        request_.kind,
        request_.hospital_id,
    )
    assert not RequestMessage.objects.exists()
    gone = page(request_)
    assert gone.status_code == 410 and gone.headers["Cache-Control"] == "no-store"
    assert post(request_, message="Trop tard, non ?").status_code == 410


def test_what_is_hidden_since_is_named_no_more(site):
    release = factories.public_release(site, title_fr="Titre retiré")
    person = expert(hospital=site.necker, last_name="Nommée")
    request = asked(hospital=site.necker, release=release, expert=person)
    text = page(request).content.decode()
    assert "Titre retiré" in text and "Nommée" in text
    factories.fresh(release).unpublish()
    factories.fresh(site.necker).unpublish()
    text = soup(page(request)).main.get_text()
    assert not [word for word in ("Titre retiré", "Necker", "Nommée") if word in text]
