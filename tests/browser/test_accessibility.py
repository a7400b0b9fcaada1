"""What axe finds on every page, in every state, in both languages and each scheme of colours: nothing."""

import pytest

from .axe import findings
from .conftest import Shown
from .states import SCHEMES

pytestmark = pytest.mark.browser


def test_axe_finds_nothing(shown: Shown) -> None:
    found = []
    for scheme in SCHEMES:
        shown.colour(scheme)
        found += [f"{scheme} {finding}" for finding in findings(shown.page)]
    assert not found, "\n".join(found)
