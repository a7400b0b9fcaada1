from django import forms
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from . import addresses, consents, dates, english, languages, permissions, release_clock, visibility
from .languages import REFERENCE, TRANSLATION
from .verification import words

# Of a release, what readers who have an older copy must know of.
TOLD = ("title", "summary", "body", "boilerplate")


class BilingualPageForm(WagtailAdminPageForm):
    """Cleaned and written with the reference language active, whatever the editor's interface language.

    Handed to the edit handler: a `base_form_class` on the base page model is overwritten by wagtail.admin.
    """

    english_confirm = forms.BooleanField(
        required=False,
        label=gettext_lazy("The English text is up to date with the French text"),
        help_text=gettext_lazy("Tick it when a change of the French text needs none in English."),
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
        if not self.is_deferred_validation:
            self._ask_about_the_past()
        return data

    def _ask_about_the_past(self) -> None:
        """A wrong day or year would make public at once what was to wait."""
        typed = {name: self.cleaned_data.get(name) for name in release_clock.HOURS}
        name = release_clock.past_hour({name: hour for name, hour in typed.items() if hour})
        if name is None or visibility.is_out(self.instance):
            return
        widget, hour = self.fields[name].widget, typed[name]
        if self.data.get(f"{self.add_prefix(name)}-past") != hour.isoformat():
            widget.past = hour
            written = dates.exact(hour, languages.active())
            message = _(
                "%(hour)s has passed: the page would be public at once. Change it, or confirm it below."
            )
            self.add_error(name, message % {"hour": written})

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


class PressReleaseForm(BilingualPageForm):
    """Keeps the hours of a release together: one that was derived follows the one that was typed; a public date of a
    meeting does not change quietly. Asks for a note of correction when a public text changes.
    """

    typing_only = forms.BooleanField(
        required=False,
        label=gettext_lazy("Only typing was put right"),
        help_text=gettext_lazy(
            "Tick it when a change of a public text needs no note to readers. It is a version all the same, "
            "and its differences can be read."
        ),
    )

    def clean(self) -> dict:
        from .agenda import changes

        data = super().clean()
        changes.follow(self.instance, data)
        if not self.is_deferred_validation and not {"event_starts_at", "event_ends_at"} & set(self.errors):
            for field, message in changes.errors(self.instance, data).items():
                self.add_error(field, message)
        if not visibility.is_out(self.instance):
            data |= release_clock.follow(data, self.initial, set(self.changed_data))
            if not self.is_deferred_validation and not release_clock.is_english_in_order(data):
                message = _("English can't be public before French: leave it empty, or choose a later time.")
                self.add_error("english_go_live_at", message)
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and self._changes_unsaid():
            message = _(
                "The text of a public release changes: add a correction that tells readers, or tick “Only typing was "
                "put right” below the corrections."
            )
            self.add_error("typing_only" if "typing_only" in self.fields else None, message)

    def _changes_unsaid(self) -> bool:
        if self.cleaned_data.get("typing_only") or not visibility.is_out(self.instance):
            return False
        notes = self.formsets.get("corrections")
        if notes is not None and any(form.instance.pk is None and form.has_changed() for form in notes.forms):
            return False
        public = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return any(
            _words_of(self.instance, name, code) != _words_of(public, name, code)
            for name in TOLD
            for code in visibility.public_languages(public)
        )


def _words_of(page, name: str, code: str) -> tuple[str, ...]:
    """Whatever the editor makes of the tags of an imported text."""
    return words.keys(strip_tags(english.text_of(page, name, code)))


class CopyAsDraftForm(CopyForm):
    """Wagtail would make the copy of a public page public at once, without publishing it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
