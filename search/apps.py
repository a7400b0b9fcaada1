from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from newsroom import sitemaps, text_filter

        from . import content, content_following, directory_following, former_addresses, limits

        content_following.connect()
        directory_following.connect()
        former_addresses.connect()
        text_filter.use(content.release_matches, limits.limited)
        sitemaps.BESIDE.extend(["sitemap_practitioners", "sitemap_departments"])
