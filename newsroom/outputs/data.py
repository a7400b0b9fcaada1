"""A release as JSON: the plain structure, with the name of what each block is. Described in docs/machines.md."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from newsroom.paris import to_paris

from .structure import Block, Release


def write(release: Release) -> str:
    return json.dumps(as_data(release), ensure_ascii=False, indent=1)


def as_data(record) -> dict:
    """Of a dataclass of plain data. Instants are ISO 8601 with the offset of Paris; what is empty or not so is left out."""
    return _plain(record)


def _plain(value):
    if isinstance(value, datetime):
        return to_paris(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if not is_dataclass(value):
        return value
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    known = {name: _plain(each) for name, each in named.items() if each not in (None, "", (), False)}
    return {"is": type(value).__name__.lower()} | known if isinstance(value, Block) else known
