"""A whole release as a fragment of HTML, without its title: for readers of feeds. Absolute addresses, no style."""

from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import html, parts
from .structure import Release


def write(release: Release) -> SafeString:
    with translation.override(release.language):
        return mark_safe("\n".join(filter(None, _pieces(release))))


def _pieces(release: Release) -> Iterator[SafeString]:
    yield format_html("<p>{}</p>", parts.kicker(release))
    yield _rows(parts.facts(release))
    for name, note in parts.corrections(release):
        yield format_html("<p><strong>{}</strong> {}</p>", name, note)
    if release.dateline:
        yield format_html("<p>{}</p>", release.dateline)
    if release.summary:
        yield format_html("<p><strong>{}</strong></p>", release.summary)
    yield html.body(release)
    yield _titled(_("The study"), _rows(parts.study(release)))
    for name, blocks in parts.sections(release):
        yield _titled(name, html.write(blocks))
    yield _titled(_("Press contact"), mark_safe("\n".join(map(_lines, parts.contacts(release)))))
    yield format_html('<p>{} <a href="{}">{}</a></p>', parts.version(release), *[release.address] * 2)


def _titled(title: str, content: SafeString) -> SafeString:
    return format_html("<h2>{}</h2>\n{}", title, content) if content else content


def _lines(lines: Iterable[str]) -> SafeString:
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines)))


def _rows(rows: Iterable[tuple[str, str]]) -> SafeString:
    items = format_html_join("", "<li>{}{}{}</li>", ((name, _(": "), value) for name, value in rows))
    return format_html("<ul>{}</ul>", items) if items else items
