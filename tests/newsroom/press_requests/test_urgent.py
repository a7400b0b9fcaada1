"""Whom to telephone when the deadline does not wait for the press office to open."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from newsroom import clock
from newsroom.models import PressOfficePage
from newsroom.office_hours import next_opening
from newsroom.press_requests import answering, delivery, links
from tests import factories

from .asking import asked, soup

ON_CALL = "+33140273000"


def sunday_night(office: PressOfficePage) -> timedelta:
    """From now to an hour at which the office is closed: ten hours before it opens."""
    return next_opening(clock.now(), office.hours) - timedelta(hours=10) - clock.now()


@pytest.fixture
def office(site) -> PressOfficePage:
    type(site.office).objects.filter(pk=site.office.pk).update(on_call_phone=ON_CALL)
    return factories.fresh(site.office)


@pytest.mark.parametrize(("hours", "is_urgent"), [(2, True), (9, True), (11, False), (48, False)])
def test_only_a_deadline_before_the_office_opens_wants_a_call(office, hours, is_urgent):
    with clock.shifted(sunday_night(office)):
        request = asked(due_at=clock.now() + timedelta(hours=hours))
        assert bool(answering.call_to_make(request, office)) is is_urgent


def test_while_the_office_answers_nobody_is_sent_to_the_on_call_line(office):
    opening = next_opening(clock.now(), office.hours)
    with clock.shifted(opening + timedelta(minutes=5) - clock.now()):
        assert answering.call_to_make(asked(due_at=clock.now() + timedelta(hours=1)), office) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_and_the_mail_say_at_once_whom_to_telephone(office, language):
    with clock.shifted(sunday_night(office)):
        request = asked(due_at=clock.now() + timedelta(hours=2), language=language)
        page = soup(Client().get(links.link_of(request).removeprefix("http://localhost")))
        call = page.select_one(".terms__hour")
        assert call.a["href"] == f"tel:{ON_CALL}"
        delivery_of(request)
        (received,) = [message for message in mail.outbox if message.to == [request.email]]
        assert "01 40 27 30 00" in received.body.replace(
            "\u00a0", " "
        ) or "+33 1 40" in received.body.replace("\u00a0", " ")
        assert f"tel:{ON_CALL}" in received.alternatives[0].content


def delivery_of(request) -> None:
    request.mails.create(kind="received")
    delivery.run()


def test_where_nobody_answers_the_page_says_so(site):
    type(site.office).objects.filter(pk=site.office.pk).update(on_call_phone="")
    office = factories.fresh(site.office)
    with clock.shifted(sunday_night(office)):
        request = asked(due_at=clock.now() + timedelta(hours=2), language="en")
        page = soup(Client().get(links.link_of(request).removeprefix("http://localhost")))
        assert "nobody answers until then" in page.select_one(".terms__hour").get_text()


def test_a_hospital_s_office_without_a_line_sends_to_the_institution_s(site, office):
    own = factories.press_office(site.necker, on_call_phone="")
    with clock.shifted(sunday_night(own)):
        request = asked(due_at=clock.now() + timedelta(hours=2), hospital=site.necker)
        assert answering.office_of(request).pk == own.pk
        assert answering.call_to_make(request, own).phone == ON_CALL


def test_a_settled_request_wants_no_call(office):
    with clock.shifted(sunday_night(office)):
        request = asked(due_at=clock.now() + timedelta(hours=2), state="answered")
        assert answering.call_to_make(request, office) is None


def test_the_form_prints_the_whole_rule_and_when_its_now_ends(office):
    contact = soup(Client().get("/en/press-request/")).select_one("aside .contact").get_text()
    assert "until" in contact and "Nights, weekends and public holidays" in contact
