from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from newsroom.filter_forms import SubjectForm


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
    kind = forms.ChoiceField(label=_("Look for"), choices=KINDS, required=False)
    field_order = ("q", "kind", "hospital", "specialty")

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["hospital"].queryset = self.fields["hospital"].queryset.open()
