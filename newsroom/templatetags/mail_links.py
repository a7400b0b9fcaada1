"""Links that open a mail with its subject, and sometimes its text, already there."""

from urllib.parse import quote

from django import template
from django.utils.translation import gettext

from .newsroom_tags import shown_title

register = template.Library()


@register.simple_tag
def mail_link(email: str, release=None) -> str:
    """mailto:, with the reference and the title of the release as subject."""
    if release is None or not hasattr(release, "release_type_id"):
        return f"mailto:{email}"
    subject = " – ".join(filter(None, [release.reference, shown_title(release)]))
    return f"mailto:{email}?subject={quote(subject, safe='')}"


@register.simple_tag
def request_link(email: str) -> str:
    """mailto: with the questions that a press office asks first, ready to be filled in."""
    subject = gettext("Media request: [outlet], [subject], for [day and hour]")
    lines = [
        gettext("Outlet, name, telephone:"),
        gettext("Subject and questions:"),
        gettext("Wanted: interview, figures, pictures, filming:"),
        gettext("Hospital or person hoped for:"),
        gettext("Deadline, publication:"),
    ]
    body = "".join(f"{line}\n\n" for line in lines)
    return f"mailto:{email}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


@register.simple_tag
def share_link(page) -> str:
    """mailto: without an addressee, with the title as subject and the summary and the address as text."""
    summary = getattr(page, f"summary_{page.content_language}", "") or ""
    body = "\n\n".join(filter(None, [shown_title(page), summary, page.canonical_url()]))
    return f"mailto:?subject={quote(shown_title(page), safe='')}&body={quote(body, safe='')}"
