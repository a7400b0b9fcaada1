"""What is hidden changes no answer: neither its words, nor its number, nor the queries that an answer costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from newsroom import clock, publisher
from newsroom.models import PressReleasePage
from tests import factories
from tests.newsroom.hidden import SECRET, hide_everything
from tests.newsroom.test_non_interference import archive, secret_files  # noqa: F401

from .test_verify_page import SAME_ORIGIN, opened
from .texts import FORM

TEXTS = {
    "words of what is hidden": "Une chirurgie du cœur encore secrète. Chirurgie secrète à Cochin, de nouveau, et du cœur.",
    "English words of what is hidden": f"{SECRET['summary_en']} {SECRET['title_en']}. Released today in Paris, France.",
    "words of both": "Chirurgie du cœur. Résumé du communiqué. Une chirurgie du cœur encore secrète. Texte français.",
    "words of what is public": "Chirurgie du cœur. Intertitre. Texte français. À propos. Voici tout ce que dit ce texte.",
    "numbers of what is hidden": "CP-2026-004 CP-2026-005 Une chirurgie du cœur encore secrète, à Cochin, pour demain.",
}


def _answers() -> dict[str, tuple]:
    found = {}
    for language in FORM:
        data = opened(language)
        for name, text in TEXTS.items():
            with CaptureQueriesContext(connection) as queries:
                answer = Client().post(FORM[language], data | {"text": text}, headers=SAME_ORIGIN)
            body = re.sub(rb'(name="opened" value=")[^"]*', rb"\1", answer.content)
            found[f"{language} {name}"] = (answer.status_code, body, len(queries))
    return found


@pytest.fixture
def hidden(site, archive, secret_files, django_capture_on_commit_callbacks):  # noqa: F811
    _answers()
    before = _answers()
    with django_capture_on_commit_callbacks(execute=True):
        hide_everything(site, secret_files)
    return before


def test_no_answer_depends_on_what_is_hidden(hidden):
    after = _answers()
    assert [name for name in hidden if hidden[name] != after[name]] == []


def test_a_release_is_known_from_its_second_on(site):
    text = "Neuf mots qui ne sortent de la maison que demain."
    factories.scheduled_release(site, summary_fr=text)

    def verdict() -> str:
        answer = Client().post(FORM["fr"], opened() | {"text": text}, headers=SAME_ORIGIN)
        return re.search(rb'id="verdict">([^<]*)', answer.content)[1].decode().strip()

    assert verdict() == "Inconnu ici"
    with clock.shifted(timedelta(hours=2)):
        before = verdict()
        publisher.run()
        assert verdict() == before == "Passage authentique"
    assert PressReleasePage.objects.get().version == 1
