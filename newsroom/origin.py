"""Where the site lives: every absolute address begins with BASE_URL, whatever name a visitor asked."""

from urllib.parse import urlsplit

from django.conf import settings


def root_url() -> str:
    """Scheme, host and port, without a final slash."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/")


def host() -> str:
    return urlsplit(root_url()).hostname or ""


def absolute(path: str) -> str:
    """The address of a path that begins with a slash; an address of another host (a CDN) stays as it is."""
    return root_url() + path if path.startswith("/") else path
