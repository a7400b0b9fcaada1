"""Icons are written into the page: no request, nothing for a screen reader."""

import re

import pytest
from django.conf import settings

from newsroom.templatetags.icons import icon, symbols

USED = re.compile(r'{% icon "([\w-]+)" %}')


def test_every_icon_that_a_template_names_is_in_the_sprite():
    names = {
        name
        for file in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in USED.findall(file.read_text())
    }
    assert names and names <= symbols().keys()


@pytest.mark.parametrize("name", ["phone", "search"])
def test_an_icon_is_a_drawing_without_words(name):
    drawn = icon(name)
    assert drawn.startswith('<svg class="icon"') and 'aria-hidden="true"' in drawn
    assert "<path" in drawn and "xmlns" not in drawn and "&lt;" not in drawn


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icon("unicorn")
