from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.text_filter import MAX_LENGTH


class DirectoryForm(forms.Form):
    KINDS = [("", _("Everything")), ("hospital", _("Hospitals")), ("specialty", _("Specialties"))]

    q = forms.CharField(
        label=_("Name of a hospital, a specialty, a symptom"),
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(label=_("Look for"), choices=KINDS, required=False)

    def clean_q(self) -> str:
        return " ".join(self.cleaned_data["q"][:MAX_LENGTH].split()[:16])
