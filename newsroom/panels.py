"""The editor's tabs: one a language, what both share, how the page is found."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import AbstractPage

from .forms import BilingualPageForm
from .instants import HoursPanel


def title_panels() -> tuple[TitleFieldPanel, TitleFieldPanel]:
    """The title in French and in English, each filling its own slug while it is typed."""
    return (
        TitleFieldPanel("title_fr", targets=["slug"], placeholder=_("Title in French*")),
        TitleFieldPanel("title_en", targets=["slug_en"], placeholder=_("Title in English")),
    )


def summary_panel(name: str) -> FieldPanel:
    """Room for three sentences; it grows with the text."""
    return FieldPanel(name, widget=AdminAutoHeightTextInput(attrs={"rows": 3}))


def bilingual_tabs(
    french: list,
    english: list,
    common: list = (),
    has_english_hour: bool = False,
    form_class: type[BilingualPageForm] = BilingualPageForm,
):
    french_title, english_title = title_panels()
    hour = ["english_go_live_at"] if has_english_hour else []
    state = MultiFieldPanel(
        ["english_ready", *hour, FieldPanel("english_confirm")], heading=_("English version")
    )
    promotion = [
        MultiFieldPanel(["slug", "seo_title_fr", "search_description_fr"], heading=_("French")),
        MultiFieldPanel(["slug_en", "seo_title_en", "search_description_en"], heading=_("English")),
        "show_in_menus",
    ]
    tabs = [
        ObjectList([french_title, *french], heading=_("French")),
        ObjectList([english_title, *english, state], heading=_("English")),
        *([ObjectList(list(common), heading=_("Common"))] if common else []),
        ObjectList(promotion, heading=_("Promotion")),
        ObjectList([HoursPanel(), *AbstractPage.settings_panels[1:]], heading=_("Settings")),
    ]
    return TabbedInterface(tabs, base_form_class=form_class)
