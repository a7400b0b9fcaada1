"""One person a role, logged in, and what the editor's form posts."""

import json
import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client

from newsroom import roles


@dataclass
class Person:
    user: User
    client: Client

    def get(self, address: str, data: dict | None = None):
        return self.client.get(address, data)

    def post(self, address: str, data: dict | None = None, **headers):
        return self.client.post(address, data or {}, headers=headers or None)


def person(role: str, name: str = "", hospitals: list | None = None) -> Person:
    name = name or role
    user = User.objects.create_user(
        name, f"{name}@example.org", "x", first_name=name.title(), last_name="Exemple"
    )
    roles.give(user, role)
    if hospitals is not None:
        roles.assign_hospitals(user, hospitals)
    client = Client()
    client.force_login(user)
    return Person(user, client)


def form_data(response, **changes) -> dict:
    """What a browser would post back from the editor's form as it was sent, with some values changed."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form[data-edit-form]")
    data: dict[str, object] = {}
    for field in form.select("input[name], textarea[name]"):
        if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "input" and field.get("type") in {"submit", "button", "file"}:
            continue
        data[field["name"]] = field.get_text() if field.name == "textarea" else field.get("value", "")
    for field in form.select("select[name]"):
        chosen = [option.get("value", "") for option in field.select("option[selected]")]
        if chosen:
            data[field["name"]] = chosen if field.has_attr("multiple") else chosen[0]
    data |= _stream_fields(form)
    return data | changes


def _stream_fields(form) -> dict[str, object]:
    """Blocks are drawn by the browser from JSON; only plain and rich text blocks are given back here."""
    data: dict[str, object] = {}
    for root in form.select("[data-w-block-arguments-value], [data-value]"):
        raw = root.get("data-w-block-arguments-value") or root.get("data-value")
        try:
            parsed = json.loads(raw)
        except (TypeError, ValueError):
            continue
        name = root.get("id") or ""
        blocks = parsed[0] if parsed and isinstance(parsed[0], list) else []
        if not re.fullmatch(r"[a-z_]+_(fr|en)", name):
            continue
        data[f"{name}-count"] = str(len(blocks))
        for index, block in enumerate(blocks):
            data |= {
                f"{name}-{index}-{key}": value
                for key, value in (("id", block["id"]), ("type", block["type"]))
            }
            data |= {f"{name}-{index}-order": str(index), f"{name}-{index}-deleted": ""}
            data[f"{name}-{index}-value"] = block["value"]
    return data
