from django import forms
from django.utils.translation import gettext_lazy as _

from newsroom.public_forms import PublicForm, opened_now

from . import reading

LONGEST_TEXT = 100_000  # characters: a long press kit has 40,000
LARGEST_FILE = 8 * 1024 * 1024
LARGEST_BODY = LARGEST_FILE + 512 * 1024  # bytes, with the text
LONGEST_REFERENCE = 60


class ReferenceForm(forms.Form):
    reference = forms.CharField(
        label=_("Number of the release"),
        max_length=LONGEST_REFERENCE,
        help_text=_("For example CP-2026-041; it stands above the title."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class TextForm(PublicForm):
    """`content` after validation: a reading.Content."""

    text = forms.CharField(
        label=_("Text to compare"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Paste the whole text, or a passage of at least eight words. Nothing of it is kept."),
    )
    file = forms.FileField(
        label=_("Or a file: PDF or plain text, 8 MB at most"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.txt,.md,application/pdf,text/plain"}),
    )
    field_order = ("text", "file", "website", "opened")

    @classmethod
    def opened_now(cls) -> "TextForm":
        return cls(initial={"opened": opened_now()})

    def clean(self) -> dict:
        """Raises reading.Busy."""
        cleaned = super().clean()
        text, file = cleaned.get("text"), cleaned.get("file")
        if file and not self.errors:
            try:
                self.content = self._of_file(file)
            except forms.ValidationError as error:
                self.add_error("file", error)
        elif text:
            self.content = reading.Content(text)
        elif not self.errors:
            self.add_error("text", _("Paste a text, or choose a file."))
        return cleaned

    def _of_file(self, file) -> reading.Content:
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than 8 MB: paste its words instead."))
        content = reading.read(file.read())
        return reading.Content(content.text[:LONGEST_TEXT], content.description)
