"""docs/accessibility.md stays honest: 106 criteria, tests that exist, counts that agree."""

import re
from collections import Counter

import pytest
from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "accessibility.md").read_text()
ROWS = re.findall(
    r"^\| (\d+)\.(\d+) \| (.+?) \| (test|needs a person|does not apply): (.+) \|$", PAGE, re.MULTILINE
)
SIZES = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]  # criteria of each theme of RGAA 4.1.2


def test_every_criterion_stands_once():
    expected = [(theme, number) for theme, size in enumerate(SIZES, 1) for number in range(1, size + 1)]
    assert [(int(theme), int(number)) for theme, number, *_rest in ROWS] == expected


def test_the_counts_at_the_top_agree():
    counts = Counter(kind for _theme, _number, _short, kind, _how in ROWS)
    assert f"**{counts['test']} are covered by a test**" in PAGE
    assert f"**{counts['needs a person']} need a person**" in PAGE
    assert f"**{counts['does not apply']} do not apply**" in PAGE


@pytest.mark.parametrize("named", sorted({how.strip("`") for *_row, kind, how in ROWS if kind == "test"}))
def test_every_test_that_is_named_exists(named):
    path, _sep, function = named.partition("::")
    assert f"def {function}(" in (settings.BASE_DIR / path).read_text()
