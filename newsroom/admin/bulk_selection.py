"""“Select all in the listing” means the listing that one sees, with its search and its filters.

Wagtail takes every record of that kind instead (8.0.1): whoever filtered pictures by consents that have ended, selected
all and pressed “Delete” would have deleted all pictures.
"""

from django.views import View
from wagtail.documents.views.bulk_actions.document_bulk_action import DocumentBulkAction
from wagtail.documents.views.documents import IndexView as DocumentsView
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction
from wagtail.images.views.images import IndexView as PicturesView
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction


def _records(action, parent_id: str | None) -> list[int]:
    index = action.model.snippet_viewset.index_view
    return _listed(index.view_class(**index.view_initkwargs), action.request)


def _pictures(action, parent_id: str | None) -> list[int]:
    return _listed(PicturesView(), action.request)


def _documents(action, parent_id: str | None) -> list[int]:
    return _listed(DocumentsView(), action.request)


def _listed(listing: View, request) -> list[int]:
    """Keys of what the listing shows for the query of this request, which is the listing's own, on all its pages."""
    listing.setup(request)
    return [row.pk for row in listing.get_queryset()]


def connect() -> None:
    SnippetBulkAction.get_all_objects_in_listing_query = _records
    ImageBulkAction.get_all_objects_in_listing_query = _pictures
    DocumentBulkAction.get_all_objects_in_listing_query = _documents
