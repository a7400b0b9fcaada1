from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from newsroom import (
    cards,
    clock,
    dates,
    errors,
    languages,
    office_hours,
    pictures,
    routing,
    site_map,
    telephone,
    typography,
    visibility,
)
from newsroom.paris import to_paris

register = template.Library()
CONTENTS_FROM = 4  # headings


@register.filter
def long_date(value: date | datetime | None) -> str:
    return dates.long_date(value, languages.active()) if value else ""


@register.filter
def date_and_time(value: datetime | None) -> str:
    return dates.date_and_time(value, languages.active()) if value else ""


@register.filter
def hour(value: time) -> str:
    return dates.hour(value, languages.active())


@register.filter
def years_since(value: datetime | None) -> int:
    """Whole years between that instant and now, by the calendar of Paris."""
    if value is None:
        return 0
    then, today = to_paris(value), to_paris(clock.now())
    return today.year - then.year - ((today.month, today.day) < (then.month, then.day))


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
def quoted(text: str) -> str:
    """Somebody's words between the quotation marks of the active language."""
    return typography.quoted(text, languages.active())


@register.simple_tag
def meeting(starts: datetime, ends: datetime | None) -> str:
    return dates.meeting(starts, ends, languages.active())


@register.filter
def time_in_paris(instant: datetime) -> str:
    return dates.time_of_day(instant, languages.active())


@register.simple_tag
def sections(body) -> list[dict[str, str]]:
    """[{"id", "title"}] of the headings of a text that is long enough to need a table of contents."""
    found = [
        {"id": section_id(block), "title": block.value} for block in body if block.block_type == "heading"
    ]
    return found if len(found) >= CONTENTS_FROM else []


@register.filter
def section_id(block) -> str:
    """The fragment of a heading: it outlives a change of its words."""
    return f"s-{str(block.id)[:8]}"


@register.simple_tag
def embargo_ahead(page) -> datetime | None:
    """The end of an embargo that still holds, for a preview."""
    until = getattr(page, "embargo_until", None)
    return until if until and not visibility.is_due(until) else None


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
    text, language = languages.text_of(record, name), languages.language_of(record, name)
    html = mark_safe(_smarten_html(expand_db_html(text), language))  # sanitised when written
    return html if language == languages.active() else format_html('<div lang="{}">{}</div>', language, html)


_smarten_html = lru_cache(maxsize=512)(typography.smarten_html)


@register.simple_tag(takes_context=True)
def rich(context: template.Context, value) -> SafeString:
    """Rich text in the typography of the active language; its links keep the reader's own language."""
    source = getattr(value, "source", value) or ""
    with translation.override(getattr(context.get("request"), "LANGUAGE_CODE", languages.active())):
        html = expand_db_html(source)
    return mark_safe(_smarten_html(html, languages.active()))


@register.filter
def shown_title(page) -> str:
    """The title that readers may see: a draft of the English one is not for them."""
    return typography.smarten(page.shown_title, page.content_language)


@register.simple_tag
def visible_page(page):
    """The page if anyone may see it at this instant, else None. One query."""
    return page if page is not None and visibility.is_visible(page) else None


@register.simple_tag
def foreign_lang(page) -> SafeString:
    """` lang="…"` for an element that holds words of a page in another language than the furniture's."""
    if page.content_language == languages.active():
        return mark_safe("")
    return format_html(' lang="{}"', page.content_language)


@register.filter
def words_of_address(path: str) -> str:
    return errors.words_of(path)


@register.simple_tag
def latest_releases(count: int = 5) -> list:
    from newsroom.models import PressReleasePage

    return list(PressReleasePage.objects.visible_in(languages.active()).newest_first().for_links()[:count])


@register.inclusion_tag("components/social_card.html")
def social_card(page) -> dict:
    return {"address": cards.address_of(page), "title": shown_title(page)}


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context) -> SafeString:
    """The page's schema.org records."""
    from newsroom import structured_data

    records = structured_data.of(context["page"], context["request"], context.flatten())
    return structured_data.as_script(records)


@register.simple_tag
def reference_lang() -> SafeString:
    """As `foreign_lang`, for what has no translation: addresses, towns, names of places."""
    if languages.active() == languages.REFERENCE:
        return mark_safe("")
    return format_html(' lang="{}"', languages.REFERENCE)


@register.simple_tag(takes_context=True)
def site_links(context: template.Context) -> site_map.SiteLinks:
    return site_map.links(context["request"])


def _address_in(request: HttpRequest, page, language: str) -> str:
    """This very address in another language, suffix and query with it."""
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    match = getattr(request, "_newsroom_match", None)
    if page is not None and match is not None and getattr(match.page, "pk", 0) == page.pk:
        return page.url_in(language, request) + routing.suffix(match.rest) + query
    if page is not None and getattr(request, "is_preview", False):
        return page.url_in(language, request) or f"/{language}/"
    path = translate_url(request.path, language)
    if path == request.path:
        rest = request.path.split("/", 2)[2:]
        path = f"/{language}/{''.join(rest) if translation.get_language_from_path(request.path) else ''}"
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


@register.filter
def shown_pictures(images: Iterable) -> list:
    """Without those whose consent has ended, or that are not there any more."""
    return [image for image in images if image and image.is_shown]


@register.inclusion_tag("components/picture.html")
def picture(image, use: str = "text", is_first: bool = False) -> dict:
    """`use`: a key of pictures.USES. `is_first`: seen at once, so not loaded lazily."""
    language = languages.language_of(image, "alt")
    return {
        "sources": pictures.sources(image, use),
        "image": image,
        "language": "" if language == languages.active() else language,
        "is_first": is_first,
    }


@register.simple_tag
def is_demonstration() -> bool:
    return getattr(settings, "DEMONSTRATION", False)
