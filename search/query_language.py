"""What a reader's words ask for. The same reading serves both searches; what is found is their business.

Understood: "quoted phrases", -words to leave out, compounds with hyphens (found glued and apart), titles of persons,
the number of a release, a DOI, a month with its year. Anything else is words, all of which must be found.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from newsroom.text_filter import clean

from .normalising import key

QUOTED = re.compile(r"[\"“”«»]([^\"“”«»]*)[\"“”«»]")
BETWEEN_TERMS = re.compile(r"[\s,;:!?()\[\]{}/\\|&=<>~#*+@…]+")
INSIDE_A_TERM = re.compile(r"[-‐‑‒–—'’ʼ._·•]+")
MINUS = "-−–"
REFERENCE = re.compile(r"^([a-z]{2,3}) ?(\d{4}) ?(\d{1,4})$")
DOI = re.compile(r"\b10\.\d{4,9}/\S+", re.IGNORECASE)
YEAR = re.compile(r"^(19|20)\d{2}$")

TITLES = {
    "dr": "dr", "docteur": "dr", "docteure": "dr", "doctor": "dr", "doc": "dr", "drs": "dr",
    "pr": "pr", "prof": "pr", "professeur": "pr", "professeure": "pr", "professor": "pr",
    "mme": "", "madame": "", "monsieur": "", "mr": "", "mrs": "", "ms": "", "mlle": "", "m": "",
}  # fmt: skip
MONTHS = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), 1)
}


@dataclass(frozen=True)
class Term:
    """One thing that must be found, as it was typed, in lower case: "jean-françois" has two words."""

    words: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(part for word in self.words for part in key(word).split())

    @property
    def glued(self) -> str:
        return "".join(self.keys)


@dataclass(frozen=True)
class Query:
    text: str
    terms: tuple[Term, ...] = ()
    phrases: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()
    title: str | None = None  # dr, pr, "" for another one, None for none
    reference: str = ""  # CP-2026-041
    doi: str = ""
    period: tuple[date, date] | None = None  # first day, and the day after the last
    period_terms: tuple[Term, ...] = field(default=())  # the words that said so; `terms` are without them

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases or self.reference or self.doi or self.period)


def _term(typed: str) -> Term | None:
    words = tuple(word for word in INSIDE_A_TERM.split(typed.lower()) if key(word))
    return Term(words) if words else None


def _terms(text: str) -> tuple[list[Term], list[Term]]:
    """Those to find, and those to leave out: a minus counts before a word, not alone, and not as the first thing."""
    found, excluded = [], []
    for typed in filter(None, BETWEEN_TERMS.split(text)):
        is_minus = typed[0] in MINUS and len(typed) > 1 and found
        if term := _term(typed):
            (excluded if is_minus else found).append(term)
    return found, excluded


def _without_title(terms: list[Term]) -> tuple[list[Term], str | None]:
    """A title before a name; alone it is a word like others."""
    titles = [term for term in terms if term.glued in TITLES and len(term.words) == 1]
    others = [term for term in terms if term not in titles]
    if not titles or not others:
        return terms, None
    return others, TITLES[titles[0].glued]


def _period(terms: list[Term]) -> tuple[tuple[date, date] | None, list[Term]]:
    """The first month that is followed by a year, and its two terms."""
    for month, year in pairwise(terms):
        if (number := MONTHS.get(month.glued)) and YEAR.match(year.glued):
            first = date(int(year.glued), number, 1)
            after = date(first.year + number // 12, number % 12 + 1, 1)
            return (first, after), [month, year]
    return None, []


def parse(raw: str | None) -> Query:
    """Never fails: hostile input is words, or nothing."""
    text = clean(raw)
    if found := DOI.search(text):
        return Query(text, doi=found[0].rstrip(".,;)"))
    if reference := REFERENCE.match(key(text)):
        letters, year, number = reference.groups()
        return Query(text, reference=f"{letters.upper()}-{year}-{int(number):03}")
    phrases = [
        term
        for words in QUOTED.findall(text)
        if (term := _term(" ".join(BETWEEN_TERMS.split(words)).replace(" ", "-")))
    ]
    terms, excluded = _terms(QUOTED.sub(" ", text))
    terms, title = _without_title(terms)
    period, said_so = _period(terms)
    return Query(
        text,
        tuple(term for term in dict.fromkeys(terms) if term not in said_so),
        tuple(phrases),
        tuple(excluded),
        title,
        period=period,
        period_terms=tuple(said_so),
    )
