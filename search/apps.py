from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from newsroom import sitemaps

        sitemaps.BESIDE.extend(["sitemap_practitioners", "sitemap_departments"])
