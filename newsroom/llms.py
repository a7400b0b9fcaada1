"""/llms.txt: what this site has for machines that read (llmstxt.org), in Markdown. Both languages in one file."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from . import languages, site_map
from .models import PressReleasePage
from .origin import absolute
from .outputs import forms, markdown

NEWEST = 20


@csrf_exempt
@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    sections = site_map.links(request)
    lines = ["# AP-HP", "", f"> {_about()}", ""]
    for code in languages.codes():
        with translation.override(code):
            lines += _section(sections)
    lines += ["## API", "", *_of_the_interface(), ""]
    return HttpResponse("\n".join(lines), content_type="text/markdown; charset=utf-8")


def _about() -> str:
    words = []
    for code in languages.codes():
        with translation.override(code):
            words.append(
                _(
                    "Press releases, hospitals and press contacts of AP-HP, Greater Paris University Hospitals."
                )
            )
    return " ".join(words)


def _section(sections: site_map.SiteLinks) -> Iterator[str]:
    language = languages.active()
    yield f"## {translation.get_language_info(language)['name_local'].capitalize()}"
    yield ""
    for page in filter(None, (sections.newsroom, sections.hospitals, sections.office)):
        yield _link(page.shown_title, page.url_in(language, full=True))
    if sections.newsroom:
        room = sections.newsroom.url_in(language, full=True)
        yield _link(_("Whole texts of the newest releases"), f"{room}feed.json", "JSON Feed")
    releases = PressReleasePage.objects.visible_in(language).newest_first().for_links()
    for release in releases[:NEWEST]:
        address = release.url_in(language, full=True) + forms.suffix("markdown", language)
        yield _link(release.shown_title, address, f"{release.published_at:%Y-%m-%d}")
    yield ""


def _of_the_interface() -> Iterator[str]:
    yield _link("OpenAPI", absolute(reverse("api_description")))
    yield _link("JSON", absolute(reverse("api_pages")))
    yield _link("sitemap.xml", absolute(reverse("sitemap")))


def _link(title: str, address: str, beside: str = "") -> str:
    return f"- {markdown.link(title, address)}" + (f": {beside}" if beside else "")
