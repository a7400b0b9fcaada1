from wagtail.snippets.views.snippets import SnippetViewSet

from newsroom.models import InformationBanner


class NeverChosen:
    """Without a chooser: no page refers to such a record, and Wagtail's choosers ask for no right of their own."""

    def register_chooser_viewset(self) -> None:
        pass


class BannerViewSet(NeverChosen, SnippetViewSet):
    """A banner that waits for its hour is known to those who may write it."""

    model = InformationBanner
