"""Python's and PostgreSQL's forms of a word are the same, over names and words of many languages."""

import pytest
from django.db import connection

from search import normalising
from search.demo import data

WRITTEN = """
Nguyễn Trần Đặng Phạm Hoàng Võ Đỗ Bùi Đinh Lê-Thị Ngô Dương Lý Hồ Phan Trương
Wałęsa Łukasz Święcicki Żółkiewski Dąbrowski Wójcik Kowalczyk Grzegorzewski Śliwa Źródło
Œuvrard Lætitia cœur œdème Nœud Æbischer Straße Weiß GROẞ Þór Sigurðardóttir Bjørn Ångström Kjær Øster Ħamrun
Müller Schröder Köhler Händel Tschirhart Schwartz Schmitt Scherrer Schlumberger Weber
Muñoz Núñez Peña Gonçalves João Magalhães Conceição Ibáñez Yılmaz Çelik Şahin Öztürk Gündoğan Ionescu Țepeș Șerban
Dvořák Šimek Černý Růžička Horváth Szőke Erdős Čapek Đorđević Živković Ŧor
Lefèvre Lefebvre L’Hermitte D'Aboville l'hôpital aujourd’hui N'Diaye Le_Goff Jean–Pierre Jean‑Marc Jean‐Luc Abd-el-Kader
Philippe Pham Fabre Gagnault Agnès Champagne Gouin Guérin Goujon Georges Geoffroy Queneau Quénel Kenel Cquesne
Beaux Bots Bault Aix Roux Leroux Cheval Chevaux Taupin Peintre Symphorien Yvonne Ayrault Raynaud Meyer Mayer Weyl
Thévenot Théveneau Hennebelle Ahmed Hamdi Benhamou Oueslati Ouattara Zouaoui Xavier Alexandre Felix Besnard Chesnais
Emmanuel Emma Anne Annie Anouilh Pommier Homme Ombre Unger Humbert Brun Chemin Main Plein Faim Thym Immer
AP-HP CP-2026-041 Covid-19 VIH/sida 3e 1er 20 µg CO₂ H₂O naïve façade ÉCOLE été même garçon
""".split()  # fmt: skip
PHRASES = [
    "  Œuvre d’Éric ",
    "Dr. Jean-François de La Tour",
    "",
    "«»—…",
    "St-Louis & Cie",
    "a\tb\nc",
    "ﬁn ﬂot",
    "½ dose",
]


def corpus() -> list[str]:
    return [*WRITTEN, *PHRASES, *data.names("surnames"), *data.names("women"), *data.names("men")]


def in_sql(function: str, texts: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT public.{function}(one) FROM unnest(%s::text[]) one", [texts])
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
def test_the_corpus_has_three_hundred_names_at_least():
    assert len(set(corpus())) >= 300


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("function", "twin"), [("search_key", normalising.key), ("search_glued", normalising.glued)]
)
def test_texts_have_one_form(function, twin):
    texts = corpus()
    pairs = zip(texts, in_sql(function, texts), map(twin, texts), strict=True)
    assert [row for row in pairs if row[1] != row[2]] == []


@pytest.mark.django_db
def test_words_have_one_sound():
    words = sorted({word for text in corpus() for word in normalising.key(text).split()})
    pairs = zip(words, in_sql("search_sound", words), map(normalising.sound, words), strict=True)
    assert [row for row in pairs if row[1] != row[2]] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("quesnel", "kenel"),
        ("thevenot", "teveneau"),
        ("philippe", "filip"),
        ("boyer", "boyez"),
        ("roux", "rou"),
    ],
)
def test_what_sounds_the_same_has_one_sound(one, other):
    assert normalising.sound(one) == normalising.sound(other)
