"""Every write of rich text and of addresses passes here: forms, imports, scripts, revisions, updates of many rows.

It stands at the fields themselves, which prepare their values for the database and for revisions alike.
"""

import json
from collections.abc import Callable

from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from .richtext import safe_address, sanitise_rich_text

ADDRESSES = {"link_url"}  # character fields that hold an address, besides Django's own URL fields


def connect() -> None:
    """Once, when every model is there."""
    for field in guarded_fields():
        _guard(field)


def guarded_fields() -> list[models.Field]:
    """Found by what they are: nothing has to be registered."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, RichTextField | StreamField) or is_address(field)
    ]


def is_address(field: models.Field) -> bool:
    return isinstance(field, models.URLField) or field.name in ADDRESSES


def _guard(field: models.Field) -> None:
    prepare, before_saving = field.get_prep_value, field.pre_save
    clean = _cleaner(field)

    def get_prep_value(value):
        return clean(prepare(value))

    def pre_save(instance: models.Model, add: bool):
        """What a save and a revision take from the instance, which then holds what was written."""
        value = before_saving(instance, add)
        prepared = prepare(value) if isinstance(value, str | blocks.StreamValue) else None
        if prepared is None or (cleaned := clean(prepared)) == prepared:
            return value
        setattr(instance, field.attname, cleaned)
        return getattr(instance, field.attname)

    field.get_prep_value, field.pre_save = get_prep_value, pre_save
    field.is_sanitised = True


def _cleaner(field: models.Field) -> Callable:
    if isinstance(field, StreamField):
        return lambda value: _cleaned_stream(field.stream_block, value)
    clean = safe_address if is_address(field) else sanitise_rich_text
    return lambda value: clean(value) if isinstance(value, str) else value


def _cleaned_stream(block: blocks.StreamBlock, value):
    """`value`: the list of blocks as it is stored, or the same as JSON."""
    if isinstance(value, str):
        try:
            return json.dumps(cleaned_block(block, json.loads(value)))
        except ValueError:
            return sanitise_rich_text(value)
    return cleaned_block(block, value)


def cleaned_block(block: blocks.Block, value):
    """The value of a block as it is stored; those that hold text alone are written by templates, which escape it."""
    match block:
        case blocks.RichTextBlock():
            return sanitise_rich_text(value) if isinstance(value, str) else value
        case blocks.URLBlock():
            return safe_address(value) if isinstance(value, str) else value
        case blocks.StreamBlock():
            return [_cleaned_child(block.child_blocks, row) for row in value or ()]
        case blocks.StructBlock():
            children = block.child_blocks
            return {
                name: cleaned_block(children[name], child) if name in children else child
                for name, child in (value or {}).items()
            }
        case blocks.ListBlock():
            return [_cleaned_item(block.child_block, row) for row in value or ()]
    return value


def _cleaned_child(children: dict[str, blocks.Block], row):
    if not isinstance(row, dict) or row.get("type") not in children:
        return row
    return {**row, "value": cleaned_block(children[row["type"]], row.get("value"))}


def _cleaned_item(child: blocks.Block, row):
    """Items are stored with their key, or, by old versions and scripts, bare."""
    if isinstance(row, dict) and {"type", "value"} <= set(row):
        return {**row, "value": cleaned_block(child, row["value"])}
    return cleaned_block(child, row)
