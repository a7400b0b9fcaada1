from wagtail.contrib.routable_page.models import RoutablePageMixin


class RoutedPage(RoutablePageMixin):
    """A page that answers at more than its own address. To stand before BilingualPage."""

    def serve_preview(self, request, mode_name):
        """By BilingualPage's: the mixin would answer before the language that is previewed is chosen."""
        return super(RoutablePageMixin, self).serve_preview(request, mode_name)

    def _answer_preview(self, request, mode_name):
        return RoutablePageMixin.serve_preview(self, request, mode_name)
