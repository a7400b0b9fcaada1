"""A signature that anybody can verify without this site's code; keys that change; a site without a key."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from newsroom import checks
from newsroom.verification import signing

from .texts import ADDRESS, complete, correct

MACHINES = Path(__file__).parents[3] / "docs" / "machines.md"
KEYS = "/.well-known/press-release-keys.json"
OTHER = "b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3Q="


@pytest.fixture
def page(site):
    return correct(complete(site))


def signature(language: str = "fr", **query) -> dict:
    answer = Client().get(f"{ADDRESS[language]}signature/", query)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Language"] == language
    return json.loads(answer.content)


def example() -> str:
    """The program of docs/machines.md, as it stands there."""
    (code,) = re.findall(r"```python\n(.*?)```", MACHINES.read_text(), re.DOTALL)
    return code


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_program_of_the_documentation_verifies_it(page, language, tmp_path, monkeypatch, capsys):
    asked = []

    def get(address: str) -> dict:
        asked.append(address)
        return json.loads(Client().get(address.removeprefix("http://localhost")).content)

    address = f"http://localhost{ADDRESS[language]}"
    exec(example(), {"get": get, "address": address})
    assert capsys.readouterr().out == "authentic: version 2\n"
    assert asked == [f"{address}signature/", f"http://localhost{KEYS}"]


@pytest.mark.parametrize("field", ["text", "version", "published_at", "reference"])
def test_the_program_refuses_what_was_changed(page, field):
    def get(address: str) -> dict:
        found = json.loads(Client().get(address.removeprefix("http://localhost")).content)
        if field in found:
            found[field] += "x"
        elif field in found.get("statement", {}):
            found["statement"][field] = "x"
        return found

    with pytest.raises(Exception, match=r"^$|Assertion|signature|") as refusal:
        exec(example(), {"get": get, "address": f"http://localhost{ADDRESS['fr']}"})
    assert refusal.type.__name__ in {"AssertionError", "InvalidSignature"}


def test_it_says_what_it_is_about(page):
    found = signature()
    assert found["statement"] | {"sha256": "", "published_at": ""} == {
        "identifier": str(page.translation_key),
        "reference": page.reference,
        "version": 2,
        "language": "fr",
        "published_at": "",
        "sha256": "",
    }
    assert found["text"].startswith("Un rein qui attend: 313 patients\nParis, le ")


def test_an_earlier_version_has_its_own(page):
    assert signature(version="1")["text"].startswith("Un rein qui attend: 312 patients\n")
    assert Client().get(f"{ADDRESS['fr']}signature/", {"version": "3"}).status_code == 404


def test_keys_are_jwk_under_their_thumbprint(page, settings):
    (key,) = json.loads(Client().get(KEYS).content)["keys"]
    assert (key["kty"], key["crv"], key["kid"]) == ("OKP", "Ed25519", signature()["key"])


def test_what_a_former_key_has_signed_stays_verifiable(page, settings):
    before = signature()
    (former,) = signing.public_keys()
    settings.SIGNING_KEY, settings.FORMER_SIGNING_KEYS = OTHER, [former["x"] + "="]
    listed = {key["kid"] for key in json.loads(Client().get(KEYS).content)["keys"]}
    assert listed == {before["key"], signature()["key"]} and len(listed) == 2


def test_without_a_key_there_is_the_text_and_no_signature(page, settings):
    settings.SIGNING_KEY = ""
    found = signature()
    assert "signature" not in found and "key" not in found and found["statement"]["sha256"]
    assert json.loads(Client().get(KEYS).content) == {"keys": []}
    assert [one.id for one in checks.check_signing_key(None)] == ["newsroom.W029"]


@pytest.mark.parametrize("key", ["short", "c2hvcnQ=", "é"])
def test_a_key_that_is_none_is_an_error_of_the_start(settings, key):
    settings.SIGNING_KEY = key
    assert [one.id for one in checks.check_signing_key(None)] == ["newsroom.E029"]


def test_a_made_key_is_one(settings, capsys):
    call_command("make_signing_key")
    settings.SIGNING_KEY = re.search("SIGNING_KEY=(.*)", capsys.readouterr().out)[1]
    assert checks.check_signing_key(None) == [] and len(signing.public_keys()) == 1


def test_the_page_names_it_in_its_language(page):
    for address in ADDRESS.values():
        assert f'<link rel="describedby" type="application/json" href="{address}signature/">' in (
            Client().get(address).content.decode()
        )
