"""The rows of the admin's search, all of them: made anew, or compared with what they are made from.

The row of a page follows the page in the same transaction, that of another object is written by Wagtail at its save;
Django deletes a row with its object.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from modelsearch.index import get_indexed_models
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from newsroom.models import BilingualPage

from .backend import Index

BATCH = 200
Tick = Callable[[int], None]


def _index() -> Index:
    return get_search_backend().get_index_for_model(None)


def refresh(page_ids: Iterable[int]) -> None:
    pages = defaultdict(list)
    for page in BilingualPage.objects.filter(pk__in=page_ids, depth__gt=1).specific():
        pages[type(page)].append(page)
    for model, some in pages.items():
        _index().add_items(model, some)


def _batches() -> Iterator[tuple[type, tuple]]:
    for model in get_indexed_models():
        for objects in batched(model.get_indexed_objects().order_by("pk").iterator(BATCH), BATCH):
            yield model, objects


def _too_many() -> Iterator[QuerySet]:
    """Rows of what is not there, or is not searched here; for each kind of object."""
    types = ContentType.objects.get_for_models(*get_indexed_models())
    yield IndexEntry.objects.exclude(content_type__in=types.values())
    for model, content_type in types.items():
        keys = model.get_indexed_objects().order_by().values_list(Cast("pk", TextField()))
        yield IndexEntry.objects.filter(content_type=content_type).exclude(object_id__in=keys)


def count() -> int:
    return sum(model.get_indexed_objects().count() for model in get_indexed_models())


def rebuild(tick: Tick = lambda count: None) -> int:
    """Online: a search meanwhile finds what was there. The number of changes."""
    changes = sum(rows.delete()[0] for rows in _too_many())
    for model, objects in _batches():
        changes += _index().add_items(model, objects)
        tick(len(objects))
    return changes


def drift(tick: Tick = lambda count: None) -> list[str]:
    """ "model key: what is wrong", for each row that is not what its object says."""
    found = []
    for model, objects in _batches():
        different = _index().different(model, objects)
        found += [
            f"{model._meta.model_name} {key}: {'missing' if new else 'stale'}" for key, new in different
        ]
        tick(len(objects))
    rows = (row for some in _too_many() for row in some.select_related("content_type"))
    return found + [f"{row.content_type.model} {row.object_id}: too many" for row in rows]
