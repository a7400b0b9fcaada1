"""Documents in the admin: what the form says of the files that are accepted."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

DOCUMENT_HELP = _(
    "PDF, Word, Excel, PowerPoint, OpenDocument text, CSV, plain text, ZIP, MP4, WebM or WebVTT; without a password "
    "and without macros. The author’s name, attached files and scripts are taken out of a PDF: its signature, if it "
    "has one, does not survive."
)


class PressDocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):  # not in the form of several documents at once
            file.help_text = format_lazy("{} {}", DOCUMENT_HELP, file.help_text)
