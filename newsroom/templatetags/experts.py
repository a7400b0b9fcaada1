from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from newsroom import languages, typography

register = template.Library()


@register.simple_tag
def expert_subjects(expert) -> SafeString:
    """Its lines as one sentence, with the `lang` of French words on an English page."""
    language = languages.language_of(expert, "subjects")
    lines = [line.strip() for line in languages.text_of(expert, "subjects").splitlines() if line.strip()]
    text = typography.smarten(", ".join(lines), language)
    if language == languages.active():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)
