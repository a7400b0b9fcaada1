"""Finding records in the admin by parts of their names, accents or not, in any order; the index of pages is not asked.

Lists and choosers use the same rule, which is that of the directory's keys (search/sql/functions.sql).
"""

from django import forms
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm

from ..models import Practitioner, Service

NAMES = {
    Practitioner: ("first_name", "last_name", "former_name", "rpps"),
    Service: ("name_fr", "name_en", "other_names", "hospital__title_fr"),
}
MOST_WORDS = 8


def _key(expression) -> Func:
    return Func(expression, function="public.search_key", output_field=TextField())


def named(rows: QuerySet, query: str) -> QuerySet:
    """Those of whose names each word is a part."""
    empty = Value("", output_field=TextField())
    parts = [Coalesce(F(name), empty, output_field=TextField()) for name in NAMES[rows.model]]
    spaced = [part for name in parts for part in (name, Value(" "))]
    rows = rows.alias(name_key=_key(Concat(*spaced, output_field=TextField())))
    for word in query.replace("\0", "").split()[:MOST_WORDS]:
        rows = rows.filter(name_key__contains=_key(Value(word, output_field=TextField())))
    return rows


class NameForm(BaseFilterForm):
    """The search of a chooser."""

    q = forms.CharField(label=_("Search"), required=False, max_length=200)

    def filter(self, objects: QuerySet) -> QuerySet:
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        if not self.search_query:
            return objects
        self.is_searching = True
        return named(objects, self.search_query)
