"""Links in rich text: to what readers may see. A link to a hidden page is its words alone, without its address."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .models import BilingualPage


class VisiblePageLinkHandler(PageLinkHandler):
    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[BilingualPage | None]:
        keys = [attrs.get("id") for attrs in attrs_list]
        numbers = [key for key in keys if str(key).isdigit()]
        pages = {str(page.pk): page for page in BilingualPage.objects.visible().filter(pk__in=numbers)}
        return [pages.get(str(key)) for key in keys]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [f'<a href="{escape(page.url)}">' if page else "<a>" for page in cls.get_many(attrs_list)]
