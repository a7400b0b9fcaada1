"""Outside readers comment a draft paragraph by paragraph and approve it, stamped; later edits say so."""

import re

import pytest
from bs4 import BeautifulSoup

from newsroom import delivery, withdrawals
from newsroom.embargo import access as accesses
from newsroom.models import OutsideApproval, OutsideComment
from tests import factories

from .test_embargo import PERSON, SAME_ORIGIN, address

DOCTOR = PERSON | {"name": "Dr Noé Kerbrat", "outlet": "Service de néphrologie", "email": "noe@example.org"}


@pytest.fixture
def draft(site, django_user_model):
    author = django_user_model.objects.create_user("ada", "ada@example.org")
    text = [("heading", "Le geste"), ("text", "<p>Un rein <b>plus vite</b> greffé.</p>")]
    return factories.draft_release(site, title_fr="Un brouillon", body_fr=text, owner=author)


@pytest.fixture
def doctor(draft):
    access = accesses.invite(draft, None, purpose="approval", **DOCTOR)
    accesses.accept(access)
    return access


def send(client, access, **data):
    return client.post(address(access), data, **SAME_ORIGIN)


def paragraph(draft) -> str:
    return str(draft.get_latest_revision_as_object().body_fr[1].id)


def read(client, access) -> str:
    return client.get(address(access)).content.decode()


def approve(client, access):
    mark = re.search(r'name="approve" value="([0-9a-f]+)"', read(client, access))
    return send(client, access, approve=mark[1] if mark else "x")


def test_a_draft_is_read_as_it_stands(doctor, client, draft):
    assert "<h1>Un brouillon</h1>" in read(client, doctor)
    draft.title_fr = "Un brouillon corrigé"
    draft.save_revision()
    assert "<h1>Un brouillon corrigé</h1>" in read(client, doctor)


def test_english_is_read_once_it_is_complete(doctor, client, draft):
    english = address(doctor, "en")
    assert "<h1>Un brouillon</h1>" in client.get(english).content.decode()
    for name, text in {"title_en": "A draft", "summary_en": "In short.", "body_en": draft.body_fr}.items():
        setattr(draft, name, text)
    draft.save_revision()
    assert "<h1>A draft</h1>" in client.get(english).content.decode()


def test_a_comment_stands_below_its_paragraph_and_keeps_its_words(doctor, client, draft):
    answer = send(client, doctor, place=paragraph(draft), text="Dites « plus tôt ».")
    assert answer.status_code == 303
    comment = OutsideComment.objects.get()
    assert comment.passage == "Un rein plus vite greffé." and comment.text == "Dites « plus tôt »."
    page = read(client, doctor)
    assert page.index("Un rein") < page.index("Dites « plus tôt ».") < page.index("Votre réponse")


def test_a_comment_on_a_paragraph_that_has_gone_is_one_on_the_whole(doctor, client):
    send(client, doctor, place="gone", text="Et la source ?")
    assert OutsideComment.objects.get().place == ""
    assert "Et la source ?" in read(client, doctor)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_comment_is_refused_with_a_reason(doctor, client, text):
    answer = send(client, doctor, place="", text=text)
    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 422 and not OutsideComment.objects.exists()
    assert page.find("a", href="#t-whole") and page.title.get_text().startswith("Erreur :")


def test_a_comment_that_is_refused_loses_no_word_and_stands_open_where_it_was(doctor, client, draft):
    place = paragraph(draft)
    page = BeautifulSoup(send(client, doctor, place=place, text="x" * 2001).content, "html.parser")
    field = page.find(id=f"t-{place[:8]}")
    assert field.get_text() == "x" * 2001 and field.find_parent("details").has_attr("open")
    assert field["aria-invalid"] == "true" and page.find(id=field["aria-describedby"])
    assert len(page.find_all("details", open=True, class_="fold")) == 1


def test_a_comment_is_text_and_never_markup(doctor, client):
    send(client, doctor, place="", text="<script>alert(1)</script>")
    page = read(client, doctor)
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_an_approval_is_stamped_and_a_later_edit_says_so(doctor, client, draft):
    approve(client, doctor)
    page = read(client, doctor)
    assert "Validé par Dr Noé Kerbrat" in page and "a été modifié depuis" not in page
    draft.summary_fr = "Un autre résumé."
    draft.save_revision()
    page = read(client, doctor)
    assert "Validé par Dr Noé Kerbrat" in page and "Le texte a été modifié depuis" in page
    approve(client, doctor)
    assert OutsideApproval.objects.count() == 2


def test_a_second_click_approves_nothing_more(doctor, client):
    for _click in range(2):
        approve(client, doctor)
    assert OutsideApproval.objects.count() == 1


def test_a_text_that_changed_under_the_reader_s_eyes_is_not_approved(doctor, client, draft):
    mark = re.search(r'name="approve" value="([0-9a-f]+)"', read(client, doctor))[1]
    draft.summary_fr = "Une autre dose."
    draft.save_revision()
    answer = send(client, doctor, approve=mark)
    assert answer.status_code == 409 and "a été modifié depuis" in answer.content.decode()
    assert not OutsideApproval.objects.exists()


def test_an_approval_of_a_text_that_comes_back_holds_again(doctor, client, draft):
    approve(client, doctor)
    for summary in ("B", draft.summary_fr):
        draft.summary_fr = summary
        draft.save_revision()
        approve(client, doctor)
    page = read(client, doctor)
    assert "Validé par" in page and "a été modifié depuis" not in page


def test_what_cannot_be_read_shows_nothing_before_the_terms(draft, client):
    access = accesses.invite(draft, None, purpose="approval", **DOCTOR)
    answer = client.post(address(access), "a=1", content_type="multipart/form-data", **SAME_ORIGIN)
    assert answer.status_code == 400 and "Un brouillon" not in answer.content.decode()


def test_a_line_break_counts_once(doctor, client):
    assert send(client, doctor, text="x" * 1990 + "\r\n" * 10).status_code == 303


def test_an_invitation_ends_with_the_publication_that_follows_it(doctor, client, draft):
    page = factories.publish(draft)
    correction = page.get_latest_revision_as_object()
    correction.title_fr = "Une correction secrète"
    correction.save_revision()
    assert client.get(address(doctor)).status_code == 302
    withdrawals.withdraw(factories.fresh(page), None, "error", {"fr": "Faux.", "en": "Wrong."})
    answer = client.get(address(doctor))
    assert answer.status_code == 410 and "Une correction" not in answer.content.decode()


def test_a_change_of_a_public_release_is_read_by_who_is_invited_to_it(site, client):
    page = factories.public_release(site)
    access = accesses.invite(page, None, purpose="approval", **DOCTOR)
    accesses.accept(access)
    correction = factories.fresh(page).get_latest_revision_as_object()
    correction.title_fr = "Une correction"
    correction.save_revision()
    assert "<h1>Une correction</h1>" in read(client, access)


def test_somebody_else_behind_the_same_address_accepts_for_themselves(doctor, client, draft):
    again = accesses.invite(draft, None, purpose="approval", **DOCTOR | {"name": "Interne Paul"})
    assert "Un brouillon" not in read(client, again)


def test_the_author_is_told_of_each_answer(doctor, client, mailoutbox):
    delivery.run()
    mailoutbox.clear()
    approve(client, doctor)
    send(client, doctor, place="", text="Très bien.")
    delivery.run()
    assert [mail.to for mail in mailoutbox] == [["ada@example.org"]] * 2
    assert "a validé" in mailoutbox[0].subject and "a commenté" in mailoutbox[1].subject


def test_before_the_terms_nothing_is_taken(draft, client):
    access = accesses.invite(draft, None, purpose="approval", **DOCTOR)
    send(client, access, approve="x")
    assert not OutsideApproval.objects.exists()


def test_a_journalist_under_embargo_neither_comments_nor_approves(site, client):
    release = factories.scheduled_release(site)
    access = accesses.invite(release, None, purpose="embargo", **PERSON)
    accesses.accept(access)
    assert "Commenter" not in read(client, access)
    send(client, access, text="Ah.")
    send(client, access, approve="x")
    assert not OutsideComment.objects.exists() and not OutsideApproval.objects.exists()


def test_once_public_and_unchanged_it_leads_to_the_public_address(doctor, client, draft):
    factories.publish(draft)
    answer = client.get(address(doctor))
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/fr/communiques-de-presse/")
