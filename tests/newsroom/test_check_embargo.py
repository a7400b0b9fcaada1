"""The command walks a live site as a stranger and finds what was planted, and nothing else."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from pytest_django.live_server_helper import LiveServer

from newsroom import embargo_check, visibility
from newsroom.models import OutboxEntry
from tests import factories

SECRET = {"title_fr": "Une fusion d’hôpitaux encore secrète", "title_en": "A merger of hospitals still secret",
          "slug": "fusion-encore-secrete", "slug_en": "merger-still-secret"}  # fmt: skip


@pytest.fixture
def served(committed_site, settings):
    live = LiveServer("localhost")
    settings.WAGTAILADMIN_BASE_URL = live.url  # the sitemap names this address
    factories.english_release(committed_site, title_fr="Un communiqué public", slug="public")
    yield live.url
    live.stop()


def test_a_site_that_hides_everything_passes(served, committed_site, capsys):
    factories.scheduled_release(committed_site, body_fr=[("document", factories.document())], **SECRET)
    factories.draft_release(committed_site, title_fr="Un brouillon que personne ne lit")
    call_command("check_embargo", served)
    assert "Nothing hidden on " in capsys.readouterr().out
    assert not OutboxEntry.objects.filter(consequence=OutboxEntry.Consequence.GUESSED).exists()


def test_it_walks_every_page_that_links_lead_to(served):
    addresses = {address.removeprefix(served) for address, _text in embargo_check.walk(served)}
    assert {"/fr/communiques-de-presse/public/", "/en/hospitals/cochin/", "/sitemap.xml"} <= addresses
    assert "/fr/communiques-de-presse/rss/" in addresses


PLANTED = {
    "a title in a public text": ("text", "<p>Bientôt : UNE FUSION D'HÔPITAUX&nbsp;encore secrète !</p>"),
    "a hidden address": ("text", '<p><a href="/fr/communiques-de-presse/fusion-encore-secrete/">ici</a></p>'),
    "an English title": ("text", "<p>A merger of hospitals still secret</p>"),
}


@pytest.mark.parametrize("block", PLANTED.values(), ids=PLANTED)
def test_a_planted_leak_is_found_with_its_address(served, committed_site, capsys, block):
    page = factories.scheduled_release(committed_site, **SECRET)
    factories.public_release(committed_site, slug="fuite", body_fr=[block])
    with pytest.raises(CommandError, match="hidden texts found"):
        call_command("check_embargo", served)
    out = capsys.readouterr().out
    assert f"{served}/fr/communiques-de-presse/fuite/" in out and f"of page {page.pk}" in out


def test_a_rule_that_forgets_the_hour_is_found(served, committed_site, monkeypatch):
    """As a mistake of ours would show: lists that do not ask."""
    factories.scheduled_release(committed_site, **SECRET)
    hidden = embargo_check.secrets()
    monkeypatch.setattr(embargo_check, "secrets", lambda: hidden)
    monkeypatch.setattr(visibility.VisibleQuerySet, "visible", lambda self: self)
    with pytest.raises(CommandError, match="hidden texts found"):
        call_command("check_embargo", served)


def test_an_english_text_before_its_hour_and_a_draft_of_a_public_page_are_hidden_texts(site):
    later = factories.minute(timedelta(hours=1))
    public = factories.english_release(site, english_go_live_at=later, **SECRET)
    public.title_fr = "Un titre corrigé que personne ne lit"
    public.save_revision()
    assert {secret.what for secret in embargo_check.secrets()} >= {
        "title_en",
        "slug (en)",
        "draft of title_fr",
    }


def test_a_site_that_is_not_there_is_said(db):
    with pytest.raises(CommandError, match="does not answer"):
        call_command("check_embargo", "http://127.0.0.1:1/")
