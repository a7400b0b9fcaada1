"""A release as the HTML that is printed: the structure and nothing else, by one template."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from newsroom import dates
from newsroom.outputs import parts
from newsroom.outputs.structure import Release
from newsroom.paris import to_paris

from . import paper_blocks as blocks

STYLE = Path(__file__).with_name("print.css")
FONTS = ("newsreader.woff2", "newsreader-italic.woff2")
LINK_IN_A_SENTENCE = re.compile(r'(?<!<div class="document"><p>)(<a href="(https?://[^"]+)">[^<]*</a>)')
MADE_ON = "\ue000"  # stands for the day on which it is printed: that alone makes no other document


@cache
def resources() -> dict[str, bytes]:
    """Style sheet and fonts, by the addresses by which the document names them."""
    fonts = Path(settings.BASE_DIR) / "static" / "fonts"
    return {"given:/print.css": STYLE.read_bytes()} | {
        f"given:/{name}": (fonts / name).read_bytes() for name in FONTS
    }


def write(release: Release) -> str:
    """With MADE_ON in the place of the day."""
    with translation.override(release.language):
        context = {
            "release": release,
            "style": "given:/print.css",
            "made_on": MADE_ON,
            "created": release.published_at and to_paris(release.published_at).isoformat(),
            "keywords": [
                word for word in [release.kind_name, release.reference, *release.specialties] if word
            ],
            "facts": list(parts.facts(release)),
            "study": parts.study(release),
            "corrections": parts.corrections(release),
            "sections": [(name, blocks.write(text)) for name, text in parts.sections(release)],
            "contacts": parts.contacts(release),
            "version": parts.version(release),
            "foot": _foot(release),
            "body": _with_addresses(blocks.write([*filter(None, [release.picture]), *release.blocks])),
        }
        return render_to_string("newsroom/print/release.html", context)


def _with_addresses(body: str) -> SafeString:
    """Paper has no links: those within a sentence are spelt out behind it. `body`: written by paper_blocks.py."""
    return mark_safe(LINK_IN_A_SENTENCE.sub(r'\1 <span class="address">(\2)</span>', body))


def _foot(release: Release) -> str:
    """Which release, which version, of when: on every page."""
    at = release.updated_at or release.published_at
    version = _("Version %(number)d, %(at)s") % {
        "number": release.version,
        "at": dates.exact(at, release.language) if at else "",
    }
    return " · ".join(filter(None, [release.reference, version.rstrip(", ")]))
