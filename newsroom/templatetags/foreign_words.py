"""Records' words that stand in a page of the other language say so."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from newsroom import languages

register = template.Library()


@register.simple_tag
def foreign_name_lang(record, name: str) -> SafeString:
    """As `foreign_lang`, for the text of a record that `languages.text_of` gives."""
    if languages.language_of(record, name) == languages.active():
        return mark_safe("")
    return format_html(' lang="{}"', languages.language_of(record, name))


@register.filter
def chosen(row: dict) -> SafeString:
    """The value of a filter in force, with its language where that is not the page's."""
    if not row["language"]:
        return format_html("{}", row["value"])
    return format_html('<span lang="{}">{}</span>', row["language"], row["value"])
