"""The description is valid, and what is answered is what it describes."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from newsroom.models import Correction, ReleaseContact
from tests import factories
from tests.browser import blocks

DESCRIPTION = "/api/v2/openapi.json"
MACHINES = Path(__file__).parents[3] / "docs" / "machines.md"


@pytest.fixture
def description(client, site) -> dict:
    return client.get(DESCRIPTION).json()


def complaints(value, name: str, description: dict) -> list[str]:
    resource = Resource.from_contents(description, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:described", resource)
    schema = {"$ref": f"urn:described#/components/schemas/{name}"}
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(value)]


@pytest.fixture
def complete(site):
    picture = factories.picture(caption_fr="Un rein.", caption_en="A kidney.")
    bodies = {f"body_{code}": blocks.body(code, picture, site.cochin) for code in ("fr", "en")}
    page = factories.draft_release(
        site, doi="10.1234/abc", journal="Journal", lead_image=picture, specialties=[factories.specialty()],
        event_starts_at=factories.minute(), **factories.english_fields(**bodies),
    )  # fmt: skip
    page.contacts = [ReleaseContact(name="Ada Martin", phone="+33199001122")]
    page.corrections = [
        Correction(corrected_at=factories.minute(), kind="major", note_fr="155.", note_en="155.")
    ]
    page.save_revision()
    return factories.publish(page)


def test_it_is_valid(description):
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_release_with_everything_is_as_described(client, complete, description, language):
    answer = client.get(f"/api/v2/pages/{complete.translation_key}/", {"language": language}).json()
    assert {block["is"] for block in answer["blocks"]} > {"quote", "table", "picture", "film", "document"}
    assert complaints(answer, "Release", description) == []


def test_lists_hospitals_and_refusals_are_as_described(client, complete, site, description):
    addresses = {
        "List": "/api/v2/pages/?year=x",
        "Hospital": f"/api/v2/pages/{site.cochin.translation_key}/",
        "Message": "/api/v2/pages/00000000-0000-4000-8000-000000000000/",
    }
    for name, address in addresses.items():
        assert complaints(client.get(address).json(), name, description) == [], name


@pytest.mark.parametrize("change", [{"title": 1}, {"database_key": "1"}, {"published_at": "yesterday"}])
def test_what_is_not_as_described_is_noticed(client, complete, description, change):
    answer = client.get(f"/api/v2/pages/{complete.translation_key}/").json()
    assert complaints(answer | change, "Release", description) != []


def test_every_parameter_that_is_described_is_understood(client, complete, description):
    operation = description["paths"]["/api/v2/pages/"]["get"]
    for parameter in operation["parameters"]:
        schema, name = parameter["schema"], parameter["name"]
        value = schema.get("enum", [None])[-1] or schema.get("default", None)
        if value is not None:
            assert client.get("/api/v2/pages/", {name: value}).json()["meta"]["messages"] == []
    assert {parameter["name"] for parameter in operation["parameters"]} >= {"hospital", "release_type", "q"}


def test_the_examples_of_the_documentation_are_as_described(description):
    examples = [part.partition("```")[0] for part in MACHINES.read_text().split("```json\n")[1:]]
    assert len(examples) >= 2
    for example in map(json.loads, examples):
        assert complaints(example, "Release" if "version" in example else "List", description) == []
