"""A picture's file says its caption, credit and rights, and is the same picture: read back with Pillow."""

import random
from io import BytesIO

import pytest
from PIL import Image, IptcImagePlugin

from newsroom import captions
from newsroom.uploads import pictures

NOTICE = captions.Notice(
    captions={"fr": "Le rein < 4 °C, « enfin ».", "en": "The kidney & the machine."},
    alts={"fr": "Un rein", "en": "A kidney"},
    usage={"fr": "Libre pour la presse", "en": "Free for editorial use"},
    credit="Anne Exemple / AP-HP, direction de la communication",
    reference="CP-2026-041",
    address="https://presse.example.org/fr/communiques-de-presse/rein/",
)


def _picture(mode: str) -> Image.Image:
    """Noise that is the same each time: a change of one pixel would be seen."""
    return Image.frombytes(mode, (65, 47), random.Random(7).randbytes(65 * 47 * len(mode)))


def _encoded(kind: str, mode: str, **options) -> bytes:
    output = BytesIO()
    _picture(mode).save(output, kind, **options)
    return output.getvalue()


FILES = {
    "jpeg": ("JPEG", "RGB", {}),
    "grey-jpeg": ("JPEG", "L", {}),
    "png": ("PNG", "RGBA", {}),
    "lossy-webp": ("WEBP", "RGB", {}),
    "lossless-webp": ("WEBP", "RGB", {"lossless": True}),
    "transparent-webp": ("WEBP", "RGBA", {"lossless": True}),
    "lossy-transparent-webp": ("WEBP", "RGBA", {}),
    "avif": ("AVIF", "RGB", {}),
    "transparent-avif": ("AVIF", "RGBA", {}),
}


@pytest.fixture(params=FILES)
def cleaned(request) -> bytes:
    """As an upload is stored."""
    kind, mode, options = FILES[request.param]
    return (
        pictures.cleaned(_encoded(kind, mode, **options))[0]
        if not options
        else _encoded(kind, mode, **options)
    )


def _pixels(content: bytes) -> tuple:
    with Image.open(BytesIO(content)) as picture:
        return picture.format, picture.mode, picture.size, picture.tobytes()


def _description(content: bytes) -> dict:
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        return picture.getxmp()["xmpmeta"]["RDF"]["Description"]


def _words(alternatives: dict) -> dict[str, str]:
    return {row["lang"]: row["text"] for row in alternatives["Alt"]["li"]}


def test_every_kind_says_who_took_it_and_in_which_languages_what_it_shows(cleaned):
    said = _description(captions.captioned(cleaned, NOTICE))
    assert _words(said["description"]) == {"x-default": NOTICE.captions["fr"], **NOTICE.captions}
    assert _words(said["AltTextAccessibility"])["en"] == "A kidney"
    assert _words(said["UsageTerms"])["fr"] == "Libre pour la presse"
    assert _words(said["rights"])["en"] == f"{NOTICE.credit}. Free for editorial use."
    assert said["Credit"] == NOTICE.credit
    assert (said["TransmissionReference"], said["WebStatement"]) == (NOTICE.reference, NOTICE.address)


def test_not_a_pixel_is_another(cleaned):
    assert _pixels(captions.captioned(cleaned, NOTICE)) == _pixels(cleaned)


def test_the_file_is_as_it_was_but_for_its_notice(cleaned):
    """What was there is there, in its order; the notice weighs what it says."""
    written = captions.captioned(cleaned, NOTICE)
    tail = cleaned[-400:-2] if cleaned.startswith(b"\xff\xd8") else cleaned[-400:]
    assert tail in written
    assert len(cleaned) < len(written) < len(cleaned) + 6000


def test_a_jpeg_says_it_in_iim_too():
    content = pictures.cleaned(_encoded("JPEG", "RGB"))[0]
    with Image.open(BytesIO(captions.captioned(content, NOTICE))) as picture:
        said = IptcImagePlugin.getiptcinfo(picture)
    assert said[(1, 90)] == b"\x1b%G"
    assert said[(2, 120)].decode() == NOTICE.captions["fr"]
    assert said[(2, 103)] == b"CP-2026-041"
    assert said[(2, 110)].decode() == "Anne Exemple / AP-HP, directi…"  # 32 bytes at most
    assert said[(2, 116)].decode().startswith("Anne Exemple")


def test_the_colour_profile_stays():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP", "AVIF"):
        content = pictures.cleaned(_encoded(kind, "RGB", icc_profile=profile))[0]
        with Image.open(BytesIO(captions.captioned(content, NOTICE))) as picture:
            assert picture.info["icc_profile"] == profile, kind


def test_words_cannot_leave_the_packet():
    hostile = captions.Notice({"fr": "</rdf:li>\x00<x>&"}, {}, {}, '"><', "", "")
    said = _description(captions.captioned(_encoded("PNG", "RGB"), hostile))
    assert _words(said["description"])["fr"] == "</rdf:li><x>&"
    assert said["Credit"] == '"><'


def test_another_kind_of_file_is_left_alone():
    assert captions.captioned(b"GIF89a", NOTICE) is None
