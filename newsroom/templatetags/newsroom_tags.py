from datetime import date, datetime

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom import dates, languages, office_hours, pictures, site_map, telephone, typography

register = template.Library()


@register.filter
def long_date(value: date | datetime | None) -> str:
    return dates.long_date(value, languages.active()) if value else ""


@register.filter
def date_and_time(value: datetime | None) -> str:
    return dates.date_and_time(value, languages.active()) if value else ""


@register.simple_tag
def dateline(place: str, value: datetime | None) -> str:
    return dates.dateline(place or "", value, languages.active()) if value else ""


@register.filter
def phone_number(number: str) -> str:
    return telephone.display(number, languages.active())


@register.filter
def phone_link(number: str) -> str:
    return telephone.href(number)


@register.filter
def smart(text: str | None) -> str:
    """The typography of the active language."""
    return typography.smarten(text or "", languages.active())


@register.filter
def who_answers(office) -> str:
    return office_hours.sentence(office.answer, languages.active())


@register.simple_tag
def localized(record, name: str) -> SafeString:
    """The text in the active language; the reference text with its `lang` where there is none."""
    text, language = languages.text_of(record, name), languages.language_of(record, name)
    text = typography.smarten(text, language)
    if not text or language == languages.active():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag
def localized_html(record, name: str) -> SafeString:
    """As `localized`, for rich text."""
    from wagtail.rich_text import expand_db_html

    text, language = languages.text_of(record, name), languages.language_of(record, name)
    html = mark_safe(typography.smarten_html(expand_db_html(text), language))  # noqa: S308 - sanitised when written
    return html if language == languages.active() else format_html('<div lang="{}">{}</div>', language, html)


@register.simple_tag
def foreign_lang(page) -> SafeString:
    """` lang="…"` for an element that holds words of a page shown in another language than the furniture's."""
    if page.content_language == languages.active():
        return mark_safe("")
    return format_html(' lang="{}"', page.content_language)


@register.simple_tag(takes_context=True)
def site_links(context: template.Context) -> site_map.SiteLinks:
    return site_map.links(context["request"])


def _address_in(request: HttpRequest, page, language: str) -> str:
    """This very address in another language, suffix and query with it."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    match = getattr(request, "_newsroom_match", None)
    if page is not None and match is not None and getattr(match.page, "pk", 0) == page.pk:
        suffix = "".join(f"{segment}/" for segment in match.rest)
        return page.url_in(language, request) + suffix + query
    if page is not None and getattr(request, "is_preview", False):
        return page.url_in(language, request) or f"/{language}/"
    path = translate_url(request.path, language)
    if path == request.path:
        rest = request.path.split("/", 2)[2] if translation.get_language_from_path(request.path) else ""
        path = f"/{language}/{rest}"
    return path + query


@register.inclusion_tag("components/language_switch.html", takes_context=True)
def language_switch(context: template.Context) -> dict:
    request, page = context["request"], context.get("page")
    current = languages.active()
    rows = [
        {"code": code, "name": name, "url": _address_in(request, page, code), "is_current": code == current}
        for code, name in settings.LANGUAGES
    ]
    return {"languages": rows}


@register.inclusion_tag("components/picture.html")
def picture(image, use: str = "text", is_first: bool = False) -> dict:
    """`use`: a key of pictures.USES. `is_first`: seen at once, so not loaded lazily."""
    return {"sources": pictures.sources(image, use), "image": image, "is_first": is_first}


@register.simple_tag
def is_demonstration() -> bool:
    return getattr(settings, "DEMONSTRATION", False)
