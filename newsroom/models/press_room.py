from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField

from ..panels import bilingual_tabs
from .base import BilingualPage
from .routed import RoutedPage


class NewsroomIndexPage(RoutedPage, BilingualPage):
    max_count = 1
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = ["newsroom.PressReleasePage"]

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])

    edit_handler = bilingual_tabs(["intro_fr"], ["intro_en"])

    class Meta:
        verbose_name = _("press room")

    @path("")
    def list_releases(self, request):
        from ..listing import press_room

        return press_room(request, self)

    @path("rss/")
    def rss(self, request):
        from ..feeds.views import rss

        return rss(request, self)

    @path("atom/")
    def atom(self, request):
        from ..feeds.views import atom

        return atom(request, self)

    @path("feed.json/")
    def json_feed(self, request):
        from ..feeds.views import json_feed

        return json_feed(request, self)
