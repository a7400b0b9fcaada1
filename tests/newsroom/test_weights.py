import pytest
from django.utils import translation

from newsroom.templatetags.weights import weight


@pytest.mark.parametrize(
    ("size", "french", "english"),
    [
        (1, "1 ko", "1 kB"),
        (99_300, "99 ko", "99 kB"),
        (999_600, "1,0 Mo", "1.0 MB"),
        (4_250_000, "4,2 Mo", "4.2 MB"),
        (0, "1 ko", "1 kB"),
    ],
)
def test_weight_of_a_file_in_words(size, french, english):
    with translation.override("fr"):
        assert weight(size) == french
    with translation.override("en"):
        assert weight(size) == english
