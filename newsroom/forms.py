from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from . import addresses, consents, english, permissions
from .languages import REFERENCE, TRANSLATION


class BilingualPageForm(WagtailAdminPageForm):
    """Cleaned and written with the reference language active, whatever the editor's interface language.

    Handed to the edit handler: a `base_form_class` on the base page model is overwritten by wagtail.admin.
    """

    english_confirm = forms.BooleanField(
        required=False,
        label=_("The English text is up to date with the French text"),
        help_text=_("Tick it when a change of the French text needs none in English."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._english_before = english.text_hash(self.instance, TRANSLATION)

    def _post_clean(self) -> None:
        with translation.override(REFERENCE):
            super()._post_clean()
            self._follow_english()

    def _follow_english(self) -> None:
        page = self.instance
        is_rewritten = english.text_hash(page, TRANSLATION) != self._english_before
        if self.cleaned_data.get("english_confirm") or is_rewritten:
            english.confirm(page)
        page.english_outdated = page.english_ready and english.is_outdated(page)
        if (
            not self.is_deferred_validation
        ):  # publishing, scheduling, submitting; not a draft, not an autosave
            for field, error in english.errors(page).items():
                self.add_error(field if field in self.fields else None, error)
            for error in consents.errors(page):
                self.add_error(None, error)

    def clean(self) -> dict:
        data = super().clean()
        slug = data.get("slug_en")
        if slug and not addresses.is_english_slug_free(slug, self.parent_page, self.instance):
            self.add_error("slug_en", _("Another page here already has this English slug."))
        self._refuse_lead_out_of_reach()
        return data

    def _refuse_lead_out_of_reach(self) -> None:
        links = self.formsets.get("hospital_links")
        if links is None or self.for_user is None or not links.is_valid() or not links.ordered_forms:
            return
        hospital = links.ordered_forms[0].cleaned_data.get("hospital")
        if hospital and not permissions.may_lead(self.for_user, hospital):
            message = _("Choose one of your hospitals first: the lead hospital is the first of the list.")
            self.add_error(None, message)

    def save(self, commit: bool = True):
        if self.instance.pk is None:
            # Wagtail adds a new page as a live one and publishes it afterwards: until then nobody may see it.
            self.instance.live = False
        return super().save(commit)
