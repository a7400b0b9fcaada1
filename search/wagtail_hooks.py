from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin.bulk import ACTIONS
from .admin.viewsets import DirectoryGroup

register_snippet(DirectoryGroup)
for _action in ACTIONS:
    hooks.register("register_bulk_action", _action)
