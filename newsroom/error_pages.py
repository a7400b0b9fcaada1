"""The pages for our own faults (500, 503): files, since they must not need the database that may be away.

What they take from it, the telephone of the press office, is written into copies of them beforehand by
`write_error_pages`; those are served in place of the ones that come with the project.
"""

from pathlib import Path

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import get_template

from . import contacts, telephone

NAMES = ("500.html", "503.html")
LINE = 'a[href^="tel:+"]'  # emergency numbers are short ones, without a country


def press_line() -> str:
    """The number that journalists call at any hour; empty if the press office has none."""
    office = contacts.main_office()
    return (office.on_call_phone or office.phone) if office else ""


def write(number: str) -> list[Path]:
    """The files, made anew."""
    folder = settings.ERROR_PAGES_DIR
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / name for name in NAMES]
    for file in files:
        source = (settings.BASE_DIR / "templates" / file.name).read_text(encoding="utf-8")
        file.write_text(_with_line(source, number), encoding="utf-8")
    return files


def _with_line(source: str, number: str) -> str:
    page = BeautifulSoup(source, "html.parser")
    for link in page.select(LINE):
        link["href"] = telephone.href(number)
        link.string = telephone.display(number, link.find_parent(lang=True)["lang"])
    return str(page)


def lines_shown() -> set[str]:
    """The numbers on the pages that would be served now."""
    pages = [BeautifulSoup(get_template(name).render(), "html.parser") for name in NAMES]
    return {link["href"].removeprefix("tel:") for page in pages for link in page.select(LINE)}
