"""A picture on a narrow screen is cut otherwise than on a wide one, around the point that the editor chose."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from PIL import Image, ImageDraw

from newsroom import pictures
from newsroom.models import PressImage

RED = (220, 20, 20)


@pytest.fixture
def subject_at_the_right(db) -> PressImage:
    """1600 × 600 pixels of grey; what matters is a red square at the right edge."""
    drawn, output = Image.new("RGB", (1600, 600), (120, 120, 120)), BytesIO()
    ImageDraw.Draw(drawn).rectangle([1380, 200, 1580, 400], fill=RED)
    drawn.save(output, "JPEG", quality=95)
    image = PressImage.objects.create(
        title="Image",
        alt_fr="Un carré rouge",
        credit="AP-HP",
        file=ContentFile(output.getvalue(), name="image.jpg"),
        focal_point_x=1480,
        focal_point_y=300,
        focal_point_width=200,
        focal_point_height=200,
    )
    pictures.make_all(image)
    return image


def _red_pixels(rendition) -> int:
    with rendition.file.open() as file:
        red, green, _blue = Image.open(file).convert("RGB").split()
    return sum(r > 180 and g < 70 for r, g in zip(red.tobytes(), green.tobytes()))


@pytest.mark.parametrize("size", ["fill-240x240", "fill-480x400", "fill-960x540"])
def test_a_crop_keeps_what_the_editor_pointed_at(subject_at_the_right, size):
    rendition = subject_at_the_right.get_rendition(f"{size}|format-jpeg")
    assert _red_pixels(rendition) > 0.03 * rendition.width * rendition.height


@pytest.mark.parametrize("use", ["thumb", "front"])
def test_narrow_screens_get_a_form_of_their_own(subject_at_the_right, use):
    narrow, wide = pictures.sources(subject_at_the_right, use)["modern"]
    assert narrow["media"] == pictures.NARROW and not wide["media"]
    assert narrow["width"] / narrow["height"] < wide["width"] / wide["height"]


@pytest.mark.parametrize("use", pictures.USES)
def test_every_form_says_how_much_room_it_takes(subject_at_the_right, use):
    """The room is kept before the picture is there, so that nothing moves."""
    sources = pictures.sources(subject_at_the_right, use)
    drawn = render_to_string("components/picture.html", {"sources": sources, "image": subject_at_the_right})
    assert drawn.count("width=") == drawn.count("height=") == len(sources["modern"]) + 1
