import pytest

from newsroom.demo import data
from newsroom.demo.illustrations import GLYPHS, backdrop, draw, signage
from newsroom.demo.illustrations.palette import PALETTES
from newsroom.starter import tree

SMALL = (240, 160)


@pytest.mark.parametrize("motif", GLYPHS)
def test_same_subject_gives_same_bytes(motif: str):
    first, second = (draw(motif, "centre", SMALL, "seed").tobytes() for _ in range(2))
    assert first == second


def test_each_subject_has_its_own_glyph():
    assert len(set(GLYPHS.values())) == len(GLYPHS)


def test_distinct_subjects_give_distinct_pictures():
    pictures = {draw(motif, "neutral", SMALL).tobytes() for motif in GLYPHS}
    assert len(pictures) == len(GLYPHS)


@pytest.mark.parametrize("size", [(240, 160), (160, 160), (320, 90)])
def test_picture_has_the_size_asked_for(size: tuple[int, int]):
    picture = draw("heart", "nord", size)
    assert (picture.size, picture.mode) == (size, "RGB")


@pytest.mark.parametrize("motif", GLYPHS)
def test_no_picture_is_a_grey_box(motif: str):
    """Many tones, one of them warm or vivid."""
    _hue, saturation, _value = draw(motif, "neutral", SMALL).convert("HSV").split()
    vivid = sum(saturation.histogram()[140:])
    assert vivid > 0.02 * SMALL[0] * SMALL[1]


def test_seed_moves_the_backdrop():
    assert draw("eye", "centre", SMALL, "one").tobytes() != draw("eye", "centre", SMALL, "two").tobytes()


def test_each_kind_of_release_has_a_backdrop_of_its_own():
    kinds = ("communique", "etude", "invitation", "declaration", "hommage")
    assert len({draw("eye", "centre", SMALL, "one", kind).tobytes() for kind in kinds}) == len(kinds)


def test_backdrops_are_for_kinds_that_exist():
    codes = {row["code"] for row in tree.read("release_types")}
    assert codes >= backdrop.BACKDROPS.keys()


def test_each_hospital_group_has_its_palette():
    assert {row["slug"] for row in data.read("groups")} <= PALETTES.keys()


def test_unknown_palette_falls_back_to_neutral():
    assert draw("eye", "nowhere", SMALL).tobytes() == draw("eye", "neutral", SMALL).tobytes()


def test_unknown_subject_is_an_error():
    with pytest.raises(KeyError):
        draw("unicorn", "neutral", SMALL)


def test_film_ends_on_its_poster():
    *_, (last, seconds) = signage.frames(SMALL, 2)
    assert seconds == signage.HELD_AT_END
    assert last.tobytes() == signage.poster(SMALL).tobytes()
