"""A journalist at the form, and what tests look for in the pages."""

from datetime import datetime, timedelta

from bs4 import BeautifulSoup
from django.test import Client

from newsroom import clock
from newsroom.models import Expert, PressRequest
from newsroom.paris import to_paris

FORM = {"fr": "/fr/demande-presse/", "en": "/en/press-request/"}
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
WORDS = {
    "kind": "interview",
    "subject": "Le diabète au quartier",
    "message": "Nous cherchons un ou une diabétologue pour dix minutes.",
    "name": "Léa Marchand",
    "outlet": "Radio Exemple",
    "email": "lea@example.org",
    "phone": "01 40 27 30 00",
}


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def native(instant: datetime) -> str:
    """As a browser sends a day and an hour."""
    return to_paris(instant).strftime("%Y-%m-%dT%H:%M")


def opened(client: Client, language: str = "fr", **about: str) -> dict:
    """What a browser would send from the form as it was drawn."""
    page = soup(client.get(FORM[language], about))
    data = {field["name"]: field.get("value", "") for field in page.select("form.form input")}
    for chosen in page.select("form.form select option[selected]"):
        data[chosen.find_parent("select")["name"]] = chosen.get("value", "")
    return data


def filled(client: Client, language: str = "fr", about: dict | None = None, **changes) -> dict:
    due = {"due_at": native(clock.now() + timedelta(days=30))}
    return opened(client, language, **(about or {})) | WORDS | due | changes


def send(client: Client, language: str = "fr", about: dict | None = None, headers=SAME_ORIGIN, **changes):
    return client.post(FORM[language], filled(client, language, about, **changes), headers=headers)


def asked(**fields) -> PressRequest:
    """One that has come, without the form."""
    numbers = {
        "number": f"DP-1999-{PressRequest.objects.count() + 1:04d}",
        "due_at": clock.now() + timedelta(days=2),
    }
    return PressRequest.objects.create(**numbers | WORDS | fields)


def expert(slug: str = "ada-exemple", **fields) -> Expert:
    specialties = fields.pop("specialties", [])
    defaults = {
        "title": "pr",
        "first_name": "Ada",
        "last_name": slug.rpartition("-")[2].title(),
        "function_fr": "Cheffe de service",
        "function_en": "Head of department",
        "subjects_fr": "le cœur\nl’effort",
        "subjects_en": "the heart\neffort",
        "agreed_until": clock.today() + timedelta(days=30),
        "internal_note": "Joindre par sa secrétaire au 01 99 00 11 22.",
    }
    person = Expert.objects.create(slug=slug, **defaults | fields)
    person.specialties.set(specialties)
    return person
