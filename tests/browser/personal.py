"""Personal links of the browser tests: their addresses are known before their releases are made."""

from datetime import timedelta
from uuid import UUID

from newsroom import clock, withdrawals
from newsroom.embargo import access as accesses
from newsroom.models import PersonalAccess, PressRequest, Withdrawal
from newsroom.press_requests import links
from tests import factories
from tests.newsroom.press_requests.asking import asked, expert

NEW = ("terms", "new", "newer")  # those who have not accepted the terms
FOR_APPROVAL = ("approval", "doctor")
NAMES = (*NEW, *FOR_APPROVAL, "embargo", "closed")
KEYS = {name: UUID(int=number) for number, name in enumerate(NAMES, 1)}
REQUEST = UUID(int=99)
PERSON = {"name": "Alix Moreau", "outlet": "Medipress"}


def addresses(name: str) -> dict[str, str]:
    token = accesses.token_of(PersonalAccess(pk=KEYS[name]))
    return {language: f"/{language}/embargo/{token}/" for language in ("fr", "en")}


def request_addresses() -> dict[str, str]:
    token = links.token_of(PressRequest(pk=REQUEST))
    return {"fr": f"/fr/demande-presse/{token}/", "en": f"/en/press-request/{token}/"}


def fill_requests(site: factories.SiteTree) -> None:
    """Urgent, with an answer and a message after it: everything that its page can draw but the refusal."""
    person = expert(
        hospital=site.cochin, specialties=[factories.specialty()], languages=["en"], does_radio=True
    )
    request = asked(
        pk=REQUEST, hospital=site.cochin, expert=person, due_at=clock.now() + timedelta(minutes=5)
    )
    request.messages.create(kind="answer", text="Elle vous attend à dix heures.")
    request.messages.create(kind="more", text="Merci, nous serons deux.")


def fill(site: factories.SiteTree) -> None:
    fill_requests(site)
    pictured = {"lead_image": factories.picture(), **factories.english_fields(slug_en="under-embargo")}
    waiting = factories.public_release(
        site, slug="a-lever", published_at=factories.minute(timedelta(days=1)), **pictured
    )
    draft = factories.draft_release(site, slug="a-valider", **factories.english_fields(slug_en="to-approve"))
    for name, key in KEYS.items():
        release, purpose = (draft, "approval") if name in FOR_APPROVAL else (waiting, "embargo")
        access = PersonalAccess(
            pk=key, release=release, purpose=purpose, email=f"{name}@example.org", **PERSON
        )
        access.token_hash = accesses.hash_of(accesses.token_of(access))
        access.save()
        if name not in NEW:
            accesses.accept(access)
        if name == "closed":
            accesses.revoke(access, None)
    taken_back = factories.english_release(site, slug="retire", slug_en="taken-back")
    reasons = {"fr": "Un chiffre était faux.", "en": "A figure was wrong."}
    withdrawals.withdraw(taken_back, None, Withdrawal.Kind.ERROR, reasons)
