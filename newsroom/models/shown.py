from django.utils import translation
from django.utils.translation import gettext_lazy

from .. import english, languages, visibility
from ..languages import REFERENCE, TRANSLATION


class ShownInTwoLanguages:
    """What a page says of itself in the language that is active, and in a preview."""

    @property
    def english_state(self) -> english.EnglishState:
        return english.state(self)

    @property
    def content_language(self) -> str:
        """The language in which the page's own words are shown while the active language is what it is."""
        if languages.active() != TRANSLATION:
            return REFERENCE
        is_previewed = getattr(self, "preview_language", None) == TRANSLATION
        return TRANSLATION if is_previewed or visibility.is_english_public(self) else REFERENCE

    @property
    def shown_title(self) -> str:
        """The title that readers may see: an English one only once the English version is public."""
        return getattr(self, f"title_{self.content_language}") or self.title_fr

    @property
    def html_title(self) -> str:
        language = self.content_language
        return getattr(self, f"seo_title_{language}") or getattr(self, f"title_{language}") or self.title_fr

    @property
    def meta_description(self) -> str:
        return getattr(self, f"search_description_{self.content_language}") or ""

    def alternates(self, request=None) -> list[tuple[str, str]]:
        """[(hreflang, absolute address)], empty when the page is public in one language only."""
        if not visibility.is_english_public(self):
            return []
        pairs = [(code, self.url_in(code, request, full=True)) for code in (REFERENCE, TRANSLATION)]
        return [*pairs, ("x-default", pairs[0][1])]

    def canonical_url(self, request=None) -> str:
        return self.url_in(self.content_language, request, full=True)

    @property
    def preview_modes(self):
        return [("", gettext_lazy("French")), (TRANSLATION, gettext_lazy("English"))]

    def serve_preview(self, request, mode_name):
        language = mode_name or REFERENCE
        with translation.override(language):
            self.preview_language = request.LANGUAGE_CODE = language
            request.is_preview = True
            response = self._answer_preview(request, mode_name)
            if hasattr(response, "render"):
                response.render()  # while the language is active
        response.headers["Content-Language"] = language
        return response

    def _answer_preview(self, request, mode_name):
        return super().serve_preview(request, mode_name)
