"""One style sheet over the wire, made of small ones."""

import re

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from aphp_site.static import SHEET, joined

# The sheet itself, and those that other pages than the public ones have besides or instead.
ALONE = {"site.css", "admin.css", "error.css", "personal.css"}
FOLDER = settings.BASE_DIR / "static" / "css"


def test_the_sheet_holds_every_public_style_sheet_and_no_import():
    sheet = joined(FileSystemStorage(settings.BASE_DIR / "static"), SHEET)
    assert "@import" not in sheet
    assert "/*" not in sheet
    for path in FOLDER.glob("*.css"):
        if path.name not in ALONE:
            rule = re.search(r"^\s+(\.[\w-]+)", path.read_text(), re.MULTILINE)
            assert rule is None or rule[1] in sheet, path.name


def test_every_public_style_sheet_is_imported():
    imported = set(re.findall(r'@import url\("([\w-]+\.css)"\)', (FOLDER / "site.css").read_text()))
    assert imported == {path.name for path in FOLDER.glob("*.css")} - ALONE


def test_the_order_of_the_layers_comes_first():
    sheet = joined(FileSystemStorage(settings.BASE_DIR / "static"), SHEET)
    assert sheet.startswith("@layer tokens, base, furniture, components, print;")
