"""A release for named persons before its hour: terms first, then the text with their name; closed, public, never kept."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from newsroom import clock, delivery
from newsroom.embargo import access as accesses
from newsroom.models import BilingualPage, PersonalAccess, Reading
from tests import factories

HOUR = timedelta(hours=1)
SAME_ORIGIN = {"headers": {"Sec-Fetch-Site": "same-origin"}}
PERSON = {
    "name": "Léa Vauquelin",
    "outlet": "Le Quotidien du soir",
    "email": "lea@example.org",
    "language": "fr",
}


@pytest.fixture
def release(site):
    return factories.scheduled_release(
        site, 2 * HOUR, slug="greffe", slug_en="graft", title_fr="Greffe secrète", title_en="Secret graft"
    )


def invite(release, **changes) -> PersonalAccess:
    return accesses.invite(release, None, **{"purpose": "embargo", **PERSON, **changes})


def address(access, language: str = "fr") -> str:
    return f"/{language}/embargo/{accesses.token_of(access)}/"


def terms_of(access) -> str:
    """What the button of the terms sends."""
    return accesses.mark_of(accesses.shown(access))


@pytest.fixture
def access(release) -> PersonalAccess:
    return invite(release)


@pytest.fixture
def accepted(access, client) -> PersonalAccess:
    assert client.post(address(access), {"accept": terms_of(access)}, **SAME_ORIGIN).status_code == 303
    return access


def test_before_the_terms_are_accepted_nothing_of_it_is_said(access, client):
    page = client.get(address(access)).content.decode()
    assert "Léa Vauquelin, Le Quotidien du soir" in page and "J’accepte et je lis" in page
    assert "Greffe secrète" not in page and "greffe" not in page
    assert not Reading.objects.exists()


def test_then_the_release_bears_the_reader_s_name_and_the_hour(accepted, client, release):
    page = client.get(address(accepted)).content.decode()
    assert "<h1>Greffe secrète</h1>" in page
    assert "Remis à Léa Vauquelin (Le Quotidien du soir) – ne pas transmettre" in page
    written = r"Levé <time [^>]+>\w+ \d+(er)?\s\w+ \d{4} à \d+\sh(\s\d\d)? \(heure de Paris, UTC\+[12]\)"
    assert re.search(written, page)


def test_english_readers_get_the_english_text(accepted, client):
    page = client.get(address(accepted, "en")).content.decode()
    assert "<h1>Secret graft</h1>" in page and "Under embargo" in page


def test_an_english_version_that_comes_later_is_not_shown_before(site, client):
    later = {"title_en": "Later graft", "english_go_live_at": factories.minute(5 * HOUR)}
    release = factories.scheduled_release(site, 2 * HOUR, title_fr="Greffe", **later)
    access = invite(release)
    accesses.accept(access)
    page = client.get(address(access, "en")).content.decode()
    assert "Later graft" not in page and '<article class="release__article" lang="fr">' in page


def test_terms_are_accepted_once_and_each_reading_is_written_down(accepted, client):
    first = factories.fresh(accepted).accepted_at
    client.post(address(accepted), {"accept": terms_of(accepted)}, **SAME_ORIGIN)
    for _time in range(2):
        client.get(address(accepted))
    assert factories.fresh(accepted).accepted_at == first
    assert accepted.readings.count() == 2


def test_a_page_of_another_site_accepts_nothing(access, client):
    answer = client.post(address(access), {"accept": "1"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and factories.fresh(access).accepted_at is None


@pytest.mark.parametrize("is_accepted", [False, True])
def test_nothing_is_kept_or_indexed_and_the_address_stays_secret(access, client, is_accepted):
    if is_accepted:
        accesses.accept(access)
    answer = client.get(address(access))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not answer.cookies
    token = accesses.token_of(access)
    outside = [href for href in re.findall(r'href="([^"]+)"', answer.content.decode()) if token in href]
    assert set(outside) <= {address(access), address(access, "en")}


def test_the_database_holds_no_link(access):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(a)::text FROM newsroom_personalaccess a")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(o)::text FROM newsroom_outboxentry o")
        stored += "".join(row[0] for row in cursor.fetchall())
    assert accesses.token_of(access) not in stored


def test_a_link_that_nobody_was_given_answers_like_no_address(access, client):
    guess = client.get("/fr/embargo/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")
    nothing = client.get("/fr/nulle-part/")
    assert guess.status_code == nothing.status_code == 404
    assert "Page introuvable" in guess.content.decode()


def test_a_closed_link_says_so_and_nothing_else(accepted, client):
    accesses.revoke(accepted, None)
    answer = client.get(address(accepted))
    page = answer.content.decode()
    assert answer.status_code == 410 and "Le service de presse a fermé ce lien personnel." in page
    assert "Greffe secrète" not in page and "greffe" not in page


def test_at_its_hour_it_leads_to_the_public_address_in_either_language(accepted, client):
    with clock.shifted(2 * HOUR):
        for language, target in (
            ("fr", "/fr/communiques-de-presse/greffe/"),
            ("en", "/en/press-releases/graft/"),
        ):
            answer = client.get(address(accepted, language))
            assert (answer.status_code, answer.headers["Location"]) == (302, target)
            assert answer.headers["Cache-Control"] == "no-store"


def hide_the_press_room(site) -> None:
    BilingualPage.objects.filter(pk=site.newsroom.pk).update(live=False)


@pytest.mark.parametrize("is_accepted", [False, True])
def test_an_hour_that_has_come_while_the_press_room_is_hidden_has_lifted_nothing(
    site, access, client, is_accepted
):
    if is_accepted:
        accesses.accept(access)
    hide_the_press_room(site)
    with clock.shifted(3 * HOUR):
        page = client.get(address(access)).content.decode()
    assert "Pas encore public, bien que son heure soit venue" in page
    assert "Levé" not in page and "Embargo levé" not in page


def test_nobody_is_told_by_mail_that_it_is_lifted_then(site, access, mailoutbox):
    hide_the_press_room(site)
    with clock.shifted(3 * HOUR):
        delivery.run()
    assert not mailoutbox and access.release.outbox.get(consequence="access_link").delivered_at is None


def test_an_approval_that_was_taken_back_closes_it(accepted, client, release):
    release.revisions.update(approved_go_live_at=None)
    answer = client.get(address(accepted))
    assert answer.status_code == 410 and "Greffe secrète" not in answer.content.decode()


def test_a_draft_made_since_is_not_what_is_read(accepted, client, release):
    draft = release.get_latest_revision_as_object()
    draft.title_fr = "Brouillon d’après"
    draft.save_revision()
    page = client.get(address(accepted)).content.decode()
    assert "Greffe secrète" in page and "Brouillon" not in page


def test_only_what_is_approved_and_waits_is_sent(site):
    for page in (factories.draft_release(site), factories.public_release(site)):
        with pytest.raises(accesses.NotApproved):
            invite(page)


def test_a_new_link_ends_the_one_before(accepted, client, release):
    old = address(accepted)
    again = invite(release, email="LEA@example.org")
    assert again.pk == accepted.pk and client.get(old).status_code == 404
    assert client.get(address(again)).status_code == 200


def test_the_mail_has_the_link_and_the_hour_and_not_the_title(access, mailoutbox):
    delivery.run()
    mail = mailoutbox[0]
    assert mail.to == ["lea@example.org"] and mail.reply_to == ["presse@example.org"]
    assert address(access) in mail.body and "heure de Paris, UTC+" in mail.body
    assert "Greffe" not in mail.subject + mail.body + mail.alternatives[0].content


def test_a_link_closed_before_its_mail_is_not_sent(access, mailoutbox):
    accesses.revoke(access, None)
    delivery.run()
    assert not mailoutbox


def test_a_mail_tried_again_has_the_same_link(access, mailoutbox):
    delivery.run()
    access.release.outbox.update(delivered_at=None, next_attempt_at=clock.now())
    delivery.run()
    assert len(mailoutbox) == 2 and address(access) in mailoutbox[1].body


def test_in_english_for_those_who_read_it(release, mailoutbox):
    access = invite(release, language="en")
    delivery.run()
    assert address(access, "en") in mailoutbox[0].body and "under embargo" in mailoutbox[0].subject


def test_a_view_costs_the_same_whatever_was_read_before(accepted, client):
    counts = []
    for _time in range(4):
        with CaptureQueriesContext(connection) as queries:
            client.get(address(accepted))
        counts.append(len(queries))
    assert counts[1] == counts[-1] <= 45
