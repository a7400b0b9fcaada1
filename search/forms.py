from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from newsroom.filter_forms import FilterForm, Select, SubjectForm


class DirectoryForm(SubjectForm):
    KINDS = [
        ("", _("Everything")),
        ("practitioner", _("Doctors")),
        ("service", _("Departments")),
        ("hospital", _("Hospitals")),
        ("specialty", _("Specialties")),
    ]

    q = forms.CharField(
        label=_("A doctor, a department, a hospital, a symptom"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Look for"), choices=KINDS, required=False, widget=Select)
    field_order = ("q", "kind", "hospital", "specialty")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["hospital"].queryset = self.fields["hospital"].queryset.open()


class ContentForm(FilterForm):
    """The filters of the press room, and those that other pages than releases have as well."""

    KINDS = [
        ("", _("Everything")),
        ("release", _("Press releases")),
        ("hospital", _("Hospitals")),
        ("page", _("Other pages")),
    ]
    ORDERS = [("", _("The most relevant first")), ("date", _("The newest first"))]

    kind = forms.ChoiceField(label=_("Look for"), choices=KINDS, required=False, widget=Select)
    sort = forms.ChoiceField(label=_("Order"), choices=ORDERS, required=False, widget=Select)
    field_order = ("q", "kind", "type", "hospital", "specialty", "year", "from", "to", "sort")

    def in_force(self) -> list[dict[str, str]]:
        """An order leaves nothing out."""
        return [row for row in super().in_force() if row["name"] != "sort"]
