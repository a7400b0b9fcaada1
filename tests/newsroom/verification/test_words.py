"""Which signs count when texts are compared, how a passage is found, and that differences stay within bounds."""

import random
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.typography import smarten
from newsroom.verification import canonical, differences, words

SAME = [
    ("L’hôpital", "L'HÔPITAL"),
    ("« Oui »", '"oui"'),
    ("peut-être", "peut-\nêtre"),
    ("1\u202f200 lits", "1 200 lits"),
    ("1 200 lits", "1200 lits"),
    ("e\u0301te\u0301", "été"),
    ("ﬁn", "fin"),
    ("un – deux", "un — deux"),
    ("**gras** et *italique*", "gras et italique"),
    ("un lien [1].", "un lien."),
    ("COVID\u201119", "COVID-19"),
    ("> cité", "cité"),
    ("Voir https://example.org/.", "voir HTTPS://example.org"),
]
OTHER = [
    ("12,5 %", "125 %"),
    ("12,5", "12.5"),
    ("−5 °C", "5 °C"),
    ("5 %", "5 €"),
    ("p < 0,05", "p > 0,05"),
    ("ete", "été"),
    ("https://example.org/a", "https://example.org/b"),
    ("presse@example.org", "presse@example.com"),
    ("un non", "un"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_the_same_words(one, other):
    assert words.keys(one) == words.keys(other) != ()


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_these_are_not(one, other):
    assert words.keys(one) != words.keys(other)


@given(st.text(alphabet="abé’'\"«»“”….:;!? \u00a0\u202f12%", max_size=60), st.sampled_from(["fr", "en"]))
@settings(max_examples=200, deadline=None)
def test_typography_changes_no_words(text, language):
    assert words.keys(smarten(text, language)) == words.keys(text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "text", ['L\'un : "oui"...', "Quoi ? 1 200 lits, 5 % ; fin !", "« Oui »  dit-il", "Il l’a « dit » : non."]
)
def test_better_typography_makes_no_other_text(text, language):
    assert canonical.folded(smarten(text, language)) == canonical.folded(text)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_passage_of_eight_words_shares_a_mark_with_its_text(data):
    text = tuple(data.draw(st.lists(st.sampled_from("abcdefghij"), min_size=30, max_size=60)))
    start = data.draw(st.integers(0, len(text) - words.SHORTEST))
    passage = text[start : start + words.SHORTEST]
    assert set(words.marks(passage)) & set(words.marks(text))


def test_marks_fit_their_column():
    assert all(-(2**31) <= mark < 2**31 for mark in words.marks(tuple(map(str, range(5000)))))


def told(before: str, after: str) -> list:
    return [
        [(piece.kind, piece.text) for piece in row.pieces] if hasattr(row, "pieces") else row.count
        for row in differences.paragraphs(before, after)
    ]


def test_a_difference_is_a_word_with_its_paragraph_and_those_beside_it():
    before = "un\ndeux\ntrois patients sont guéris\nquatre\ncinq\nsix"
    after = before.replace("trois", "treize")
    same = "patients sont guéris"
    assert told(before, after) == [
        1,
        [("same", "deux")],
        [("removed", "trois "), ("added", "treize "), ("same", same)],
        [("same", "quatre")],
        2,
    ]


def test_the_same_words_have_no_difference():
    assert told("Un « mot » – deux", 'un "mot" - deux') == []


@pytest.mark.parametrize("kind", ["other words", "one word", "no word", "longer than words are compared"])
def test_differences_are_bounded_in_time(kind):
    numbers = random.Random(1)
    length = 40_000 if kind.startswith("longer") else 12_000
    texts = {
        "one word": ["mot " * 12_000, "mot " * 11_000],
        "no word": ["\n" * 100_000, "- " * 50_000],
    }.get(kind) or [" ".join(str(numbers.random()) for _word in range(length)) for _side in range(2)]
    began = monotonic()
    differences.paragraphs(*texts)
    assert monotonic() - began < 5
