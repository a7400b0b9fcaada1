"""Numbers are written as each language's readers dial them."""

import pytest

from newsroom import telephone

FRENCH, BRITISH = "+33140273000", "+442079460000"


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        (FRENCH, "fr", "01 40 27 30 00"),
        (FRENCH, "en", "+33 1 40 27 30 00"),
        (BRITISH, "fr", "+44 20 7946 0000"),
        (BRITISH, "en", "+44 20 7946 0000"),
    ],
)
def test_only_lines_in_france_lose_their_country(number, language, written):
    assert telephone.display(number, language).replace(telephone.NBSP, " ") == written
