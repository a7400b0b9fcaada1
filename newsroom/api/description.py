"""The interface in OpenAPI 3.1, at /api/v2/openapi.json. Its schemas are made from the classes that answers are made of."""

from dataclasses import is_dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from pydantic import TypeAdapter

from newsroom.languages import REFERENCE, codes
from newsroom.origin import root_url
from newsroom.outputs import structure

from .asked import DEFAULT_LIMIT, LARGEST_LIMIT, LARGEST_OFFSET, TYPES
from .pages import answer, public
from .records import Hospital, PageItem

# What is never left out for being empty. Of everything else a reader asks whether it is there.
ALWAYS = {
    "Release": ["identifier", "version", "language", "address", "kind", "kind_name", "title"],
    "Hospital": ["identifier", "key", "language", "address", "name"],
    "Picture": ["address", "width", "height", "credit", "rights"],
    "Span": ["text"],
}
BLOCKS = {kind.__name__ for kind in structure.Block.__args__ if is_dataclass(kind)}
MESSAGE = {"type": "object", "properties": {"detail": {"type": "string"}}, "required": ["detail"]}
META = {
    "type": "object",
    "properties": {
        "total_count": {"type": "integer"},
        "messages": {
            "type": "array",
            "items": {"type": "string"},
            "description": "What was asked for and left out, in the language asked for.",
        },
    },
    "required": ["total_count", "messages"],
}
FILTERS = {
    "release_type": "code of a type of release: communique, etude, invitation…",
    "hospital": "key of a hospital, as in its address",
    "specialty": "key of a specialty",
    "year": "of publication",
    "from": "first day of publication (ISO date, Paris)",
    "to": "last day of publication",
    "q": "words, as in the press room's list",
}


@public
def openapi(request: HttpRequest, asked) -> HttpResponse:
    return answer(document())


@cache
def document() -> dict:
    schemas = _schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "AP-HP newsroom",
            "version": "2",
            "description": "What the newsroom's readers see, read-only, without an account. Answers may be kept until "
            "the next full minute. A value that is not known is left out and told in meta.messages.",
        },
        "servers": [{"url": root_url()}],
        "paths": {
            reverse("api_pages"): {"get": _list_operation()},
            "/api/v2/pages/{id}/": {"get": _record_operation()},
        },
        "components": {"schemas": schemas | {"Meta": META, "Message": MESSAGE, "List": _list_schema()}},
    }


def _schemas() -> dict[str, dict]:
    kinds = (structure.Release, Hospital, PageItem)
    inputs = [(kind, "serialization", TypeAdapter(kind)) for kind in kinds]
    _map, definitions = TypeAdapter.json_schemas(inputs, ref_template="#/components/schemas/{model}")
    for name, schema in definitions["$defs"].items():
        if name != PageItem.__name__:
            _say_what_is_left_out(name, schema)
    return definitions["$defs"]


def _say_what_is_left_out(name: str, schema: dict) -> None:
    """As newsroom/outputs/data.py writes it: a block says what it is, and what is empty is not there."""
    required = [*ALWAYS.get(name, ())]
    if name in BLOCKS:
        schema["properties"] = {"is": {"const": name.lower()}} | schema["properties"]
        required.insert(0, "is")
    schema["required"] = required
    schema["additionalProperties"] = False
    for asked in schema["properties"].values():
        asked.pop("default", None)
        asked.pop("title", None)


def _list_schema() -> dict:
    items = {"type": "array", "items": {"$ref": "#/components/schemas/PageItem"}}
    meta = {"$ref": "#/components/schemas/Meta"}
    return {"type": "object", "properties": {"meta": meta, "items": items}, "required": ["meta", "items"]}


def _parameter(name: str, schema: dict, description: str, place: str = "query") -> dict:
    known = {"name": name, "in": place, "schema": schema, "description": description}
    return known | ({"required": True} if place == "path" else {})


LANGUAGE = _parameter("language", {"enum": codes(), "default": REFERENCE}, "of the texts")


def _list_operation() -> dict:
    number = {"type": "integer", "minimum": 0}
    limit = number | {"maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
    offset = number | {"maximum": LARGEST_OFFSET, "default": 0}
    return {
        "operationId": "listPages",
        "summary": "Releases, the newest first, then hospitals. Under a filter, releases only.",
        "parameters": [
            _parameter("type", {"enum": list(TYPES)}, "what is listed"),
            LANGUAGE,
            *(_parameter(name, {"type": "string"}, words) for name, words in FILTERS.items()),
            _parameter("limit", limit, "how many"),
            _parameter("offset", offset, "how many to pass over"),
        ],
        "responses": {"200": _response("What is public.", "List"), "503": _response("Too slow.", "Message")},
    }


def _record_operation() -> dict:
    return {
        "operationId": "readPage",
        "summary": "One release or hospital, whole; in French where it has no English.",
        "parameters": [
            _parameter("id", {"type": "string", "format": "uuid"}, "as in the list", place="path"),
            LANGUAGE,
        ],
        "responses": {
            "200": _response("The record.", "Release", "Hospital"),
            "404": _response("Nothing public has this id.", "Message"),
        },
    }


def _response(description: str, *schemas: str) -> dict:
    named = [{"$ref": f"#/components/schemas/{name}"} for name in schemas]
    schema = named[0] if len(named) == 1 else {"oneOf": named}
    return {"description": description, "content": {"application/json": {"schema": schema}}}
