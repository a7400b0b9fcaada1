"""The press officers' side: who sees which request, the list by deadline, what is done with one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from newsroom import clock, roles
from newsroom.models import PressRequest, RequestMail
from newsroom.press_requests import handling, keeping
from tests.kept import kept
from tests.newsroom.staff import person

from .asking import asked, soup

pytestmark = pytest.mark.django_db
LIST = "/admin/press-requests/"


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    with kept(django_db_blocker) as site:
        roles.ensure_roles()
        site.officer, site.chief = person(roles.OFFICER), person(roles.CHIEF)
        site.correspondent = person(roles.CORRESPONDENT, hospitals=[site.cochin])
        site.nobody = person(roles.CORRESPONDENT, name="sans", hospitals=[])
        soon = clock.now() + timedelta(hours=3)
        overdue = {"due_at": clock.now() - timedelta(hours=1), "state": "in_hand", "owner": site.chief.user}
        site.late = asked(subject="Dépassée", hospital=site.necker, **overdue)
        site.soon = asked(subject="Bientôt", due_at=soon, hospital=site.cochin, kind="filming")
        site.later = asked(subject="Plus tard", due_at=soon + timedelta(days=3), language="en")
        site.done = asked(subject="Répondue", due_at=soon - timedelta(days=9), state="answered")
        site.erased = asked(subject="Effacée")
        keeping.erase(PressRequest.objects.filter(pk=site.erased.pk))
        yield site


def address(request: PressRequest) -> str:
    return reverse("newsroom_press_request", args=[request.pk])


def subjects(response) -> list[str]:
    words = response.content.decode()
    known = ("Dépassée", "Bientôt", "Plus tard", "Répondue", "Effacée")
    return sorted(
        (word for word in known if f">{word}<" in words.replace("\n", "").replace("  ", "")), key=words.index
    )


def test_the_list_is_by_deadline_the_settled_last_and_marks_the_overdue(office):
    answer = office.officer.get(LIST)
    assert subjects(answer) == ["Dépassée", "Bientôt", "Plus tard", "Répondue"]
    assert len(soup(answer).select("strong.w-text-critical-200")) == 1


def test_a_correspondent_sees_the_requests_of_their_hospitals_alone(office):
    assert subjects(office.correspondent.get(LIST)) == ["Bientôt"]
    assert office.correspondent.get(address(office.soon)).status_code == 200
    for hidden in (office.late, office.later, office.erased):
        assert office.correspondent.get(address(hidden)).status_code == 404
        assert office.correspondent.post(address(hidden), {"do-take": ""}).status_code == 404


def test_who_may_handle_none_is_refused_and_sees_no_menu(office):
    assert office.nobody.get(LIST).status_code == 302
    assert office.nobody.get(address(office.soon)).status_code == 404
    assert LIST not in office.nobody.get("/admin/").content.decode()
    assert LIST in office.officer.get("/admin/").content.decode()


FILTERS = {
    "q=bientot": [],  # the search takes words as they are written
    "q=Bientôt": ["Bientôt"],
    "q=DP-1999-0003": ["Plus tard"],
    "state=answered": ["Répondue"],
    "kind=filming": ["Bientôt"],
}


@pytest.mark.parametrize(("query", "found"), FILTERS.items())
def test_the_list_is_searched_and_filtered(office, query, found):
    for view in (LIST, f"{LIST}results/"):
        assert subjects(office.officer.get(f"{view}?{query}")) == found
    assert subjects(office.officer.get(f"{LIST}?owner={office.chief.user.pk}")) == ["Dépassée"]
    by_hospital = office.officer.get(f"{LIST}?hospital={office.necker.pk}")
    assert subjects(by_hospital) == ["Dépassée"]


def test_a_request_is_taken_in_hand(office):
    answer = office.officer.post(address(office.soon), {"do-take": ""})
    assert answer.status_code == 302
    office.soon.refresh_from_db()
    assert (office.soon.owner, office.soon.state) == (office.officer.user, "in_hand")
    assert not RequestMail.objects.filter(kind="handed").exists()


@pytest.mark.parametrize(("button", "action"), [("do-give", "assigned"), ("do-on-call", "handed_on_call")])
def test_it_is_given_or_handed_over_to_a_colleague_by_mail(office, button, action):
    office.officer.post(address(office.soon), {button: "", "to": office.chief.user.pk})
    office.soon.refresh_from_db()
    assert office.soon.owner == office.chief.user
    assert RequestMail.objects.get(kind="handed").to == [office.chief.user.email]
    assert ModelLogEntry.objects.filter(action=f"newsroom.request_{action}").count() == 1
    assert "Chief Exemple" in office.officer.get(address(office.soon)).content.decode()


def test_only_who_may_see_it_can_be_given_it(office):
    people = set(handling.colleagues(office.soon).values_list("username", flat=True))
    assert people == {"officer", "chief", "correspondent"}
    assert "correspondent" not in set(handling.colleagues(office.late).values_list("username", flat=True))
    answer = office.officer.post(address(office.late), {"do-give": "", "to": office.correspondent.user.pk})
    assert answer.status_code == 200 and not RequestMail.objects.filter(kind="handed").exists()


@pytest.mark.parametrize(("refuses", "state"), [("", "answered"), ("on", "refused")])
def test_the_answer_leaves_by_mail_and_settles_the_request(office, refuses, state):
    office.correspondent.post(
        address(office.soon), {"do-answer": "", "answer": "Demain à 10 h.", "is_refused": refuses}
    )
    office.soon.refresh_from_db()
    assert (office.soon.state, office.soon.owner) == (state, office.correspondent.user)
    assert RequestMail.objects.get(kind="answered").message.text == "Demain à 10 h."


def test_an_empty_answer_is_refused_with_its_field(office):
    answer = office.officer.post(address(office.soon), {"do-answer": "", "answer": " "})
    assert answer.status_code == 200 and soup(answer).select("#id_answer[aria-invalid], .error-message")
    assert not RequestMail.objects.filter(kind="answered").exists()


def test_it_is_closed_without_a_mail_and_opened_again(office):
    before = RequestMail.objects.count()
    for button, state in (("do-close", "closed"), ("do-reopen", "new")):
        office.officer.post(address(office.soon), {button: ""})
        office.soon.refresh_from_db()
        assert office.soon.state == state
    assert RequestMail.objects.count() == before and office.soon.settled_at is None


def test_notes_and_history_are_on_its_page(office):
    office.officer.post(address(office.soon), {"do-note": "", "note": "Rappeler avant midi."})
    words = office.chief.get(address(office.soon)).content.decode()
    assert "Rappeler avant midi." in words and "Note interne sur une demande presse" in words


def test_the_dashboard_shows_the_next_deadlines_of_whoever_looks(office):
    panel = soup(office.officer.get("/admin/")).select_one("#press-requests-section")
    assert [link["href"] for link in panel.select("td a")] == [
        address(request) for request in (office.late, office.soon, office.later)
    ]
    own = soup(office.correspondent.get("/admin/")).select_one("#press-requests-section")
    assert [link["href"] for link in own.select("td a")] == [address(office.soon)]
    assert soup(office.nobody.get("/admin/")).select_one("#press-requests-section") is None
