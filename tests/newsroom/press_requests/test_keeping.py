"""How long requests are kept, and what becomes of those of a person who asks."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from wagtail.models import ModelLogEntry

from newsroom import clock
from newsroom.models import Heartbeat, PressRequest, RequestMail, RequestMessage
from newsroom.press_requests import following, handling, keeping
from newsroom.signals import round_over

from .asking import WORDS, asked

YEAR = timedelta(days=365)
CASES = {  # state, since it came, since it was settled, whether it is forgotten
    "answered-long-ago": ("answered", YEAR * 2, YEAR + timedelta(days=1), True),
    "answered-lately": ("answered", YEAR * 2, YEAR - timedelta(days=1), False),
    "refused-long-ago": ("refused", YEAR * 2, YEAR + timedelta(days=1), True),
    "closed-long-ago": ("closed", YEAR * 2, YEAR + timedelta(days=1), True),
    "never-answered": ("new", YEAR + timedelta(days=1), None, True),
    "in-hand-for-long": ("in_hand", YEAR + timedelta(days=1), None, True),
    "new": ("new", YEAR - timedelta(days=1), None, False),
}


@pytest.mark.parametrize(("state", "came", "settled", "is_forgotten"), CASES.values(), ids=CASES)
def test_requests_are_forgotten_after_twelve_months_and_leave_figures(
    site, state, came, settled, is_forgotten
):
    now = clock.now()
    request = asked(state=state, received_at=now - came, settled_at=settled and now - settled)
    assert keeping.forget() == int(is_forgotten)
    request.refresh_from_db()
    assert bool(request.erased_at) is is_forgotten and bool(request.email) is not is_forgotten
    assert request.kind == WORDS["kind"] and not (is_forgotten and request.is_open)
    assert keeping.forget() == 0


def test_the_worker_forgets_once_a_day_by_itself(site):
    request = asked(received_at=clock.now() - YEAR * 2)
    round_over.send(None)
    request.refresh_from_db()
    assert request.erased_at
    beat = Heartbeat.objects.get(worker=Heartbeat.Worker.REQUESTS)
    later = asked(received_at=clock.now() - YEAR * 2)
    round_over.send(None)
    later.refresh_from_db()
    assert not later.erased_at and beat.beat_at == Heartbeat.objects.get(worker=beat.worker).beat_at
    with clock.shifted(timedelta(days=1, minutes=1)):
        round_over.send(None)
    later.refresh_from_db()
    assert later.erased_at


def test_the_command_forgets_too(site, capsys):
    asked(received_at=clock.now() - YEAR * 2)
    call_command("forget_press_requests")
    assert capsys.readouterr().out == "1 erased.\n"


def test_a_person_is_given_everything_that_is_kept_of_them(site, django_user_model, capsys):
    officer = django_user_model.objects.create_user("attache")
    request = asked(hospital=site.cochin)
    following.add(request, "Et jeudi ?")
    handling.note(request, officer, "Rappeler.")
    asked(email="autre@example.org", subject="D’un autre")
    call_command("export_press_requests", WORDS["email"].upper())
    (found,) = json.loads(capsys.readouterr().out)
    assert found["number"] == request.number and found["message"] == WORDS["message"]
    assert [said["text"] for said in found["messages"]] == ["Et jeudi ?", "Rappeler."]


def test_a_person_is_erased_and_nobody_else(site, django_user_model, capsys):
    officer = django_user_model.objects.create_user("attache")
    request, other = asked(), asked(email="autre@example.org")
    handling.answer(request, officer, "Oui.")
    following.add(request, "Merci !")
    call_command("erase_press_requests", WORDS["email"])
    assert capsys.readouterr().out == "1 erased.\n"
    assert not RequestMessage.objects.exists() and not RequestMail.objects.exists()
    assert [row.pk for row in PressRequest.objects.kept()] == [other.pk]


def test_the_history_holds_no_word_and_no_name_of_the_journalist(site, django_user_model):
    officer = django_user_model.objects.create_user("attache", first_name="Noé", last_name="Vasseur")
    request = asked()
    handling.give(request, officer, officer)
    handling.note(request, officer, "Secret.")
    handling.answer(request, officer, "Oui.")
    following.add(request, "Merci !")
    following.withdraw(request)
    entries = ModelLogEntry.objects.filter(object_id=str(request.pk))
    written = " ".join(f"{entry.label} {entry.data}" for entry in entries)
    assert len(entries) == 5 and request.number in written
    assert not [word for word in (*WORDS.values(), "Secret", "Merci") if word in written]
