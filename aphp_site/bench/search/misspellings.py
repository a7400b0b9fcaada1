"""Names as people type them who have heard them, or type fast. The model is ours: take its figures as relative.

Five classes, in the shares of the prototype: written as it sounds, a slip on a French keyboard, both, a silent ending
that is missing or another, and correctly spelt in another form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from search.models import Practitioner
from search.normalising import key, unaccent

SHARES = {"phonetic": 66, "keyboard": 37, "both": 35, "silent ending": 27, "format": 35}  # of 200
SURNAME_ONLY = 0.35  # of them
TITLED, REVERSED, IN_FIRST_NAME, WITHOUT_PARTICLE, GLUED = 0.15, 0.3, 0.2, 0.3, 0.3
SHORTEST = 4  # letters of a word that is misspelt
SOUND_ALIKE = [
    ("eau", "au", "o"), ("ph", "f"), ("ai", "ei", "e"), ("an", "en"), ("am", "em"), ("in", "ain", "ein", "un"),
    ("qu", "k", "c"), ("ss", "s", "c"), ("z", "s"), ("y", "i"), ("th", "t"), ("ch", "sh"), ("ge", "j"), ("x", "ks"),
    ("w", "v"), ("gn", "ni"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("rr", "r"), ("mm", "m"), ("h", ""), ("oe", "e"),
    ("ck", "k"), ("eu", "e"),
]  # fmt: skip
HARD_C = {"k", "qu"}
AZERTY = ["azertyuiop", "qsdfghjklm", "wxcvbn"]
ENDINGS = [("ault", "aud", "aux", "ot", "eau"), ("ez", "er", "ay", "et"), ("t", "d", "s", ""), ("x", "s", ""), ("e", ""),
           ("es", "e"), ("lt", "t"), ("h", "")]  # fmt: skip
PARTICLE = re.compile(r"^(?:abd el|de la|de|du|la|le|ben|el|van|d) ")


@dataclass(frozen=True)
class Case:
    kind: str
    typed: str
    person: Practitioner
    surname_only: bool

    def is_met_by(self, person: Practitioner) -> bool:
        """The person, or somebody who has the same name, as far as it was typed."""
        if key(person.last_name) != key(self.person.last_name):
            return False
        return self.surname_only or key(person.first_name) == key(self.person.first_name)


def draw(random: Random, people: list[Practitioner], count: int) -> list[Case]:
    total = sum(SHARES.values())
    kinds = [kind for kind, share in SHARES.items() for _one in range(round(count * share / total))]
    cases = (_case(random, kind, person) for kind, person in zip(kinds, people, strict=False))
    return [case for case in cases if case is not None]


def _case(random: Random, kind: str, person: Practitioner) -> Case | None:
    """None: nothing in this name can be misspelt so."""
    surname_only = random.random() < SURNAME_ONLY
    first, last = person.first_name, person.last_name
    if kind != "format":
        in_first = not surname_only and random.random() < IN_FIRST_NAME
        wrong = _wrong(random, kind, first if in_first else last)
        if wrong is None:
            return None
        first, last = (wrong, last) if in_first else (first, wrong)
    return Case(kind, _written(random, kind, first, last, surname_only), person, surname_only)


def _wrong(random: Random, kind: str, name: str) -> str | None:
    words = key(name).split()
    long = [place for place, word in enumerate(words) if len(word) >= SHORTEST]
    if not long:
        return None
    place = random.choice(long)
    for way in WAYS[kind]:
        before, words[place] = words[place], way(random, words[place])
        if words[place] == before:
            return None
    return " ".join(words)


def _as_it_sounds(random: Random, word: str) -> str:
    ways = []
    for group in SOUND_ALIKE:
        for heard in filter(None, group):
            for match in re.finditer(heard, word):
                ways += [(match, other) for other in group if _may_replace(word, match, other)]
    if not ways:
        return word
    match, other = random.choice(ways)
    return word[: match.start()] + other + word[match.end() :]


def _may_replace(word: str, match: re.Match, other: str) -> bool:
    heard, after = match.group(), word[match.end() : match.end() + 1]
    if heard == other or (match.start() == 0 and other in {"ll", "nn", "tt", "rr", "mm", "ss"}):
        return False
    is_soft = after in tuple("eiy")
    if "c" in {heard, other}:  # "c" is k before a, o, u, and s before e, i, y
        partner = other if heard == "c" else heard
        return is_soft != (partner in HARD_C)
    if {heard, other} == {"ge", "j"}:
        return after in tuple("aou")
    return True


def _slip(random: Random, word: str) -> str:
    place = random.randrange(1, len(word))
    letter = word[place]
    slips: list[Callable[[], str]] = [
        lambda: word[:place] + random.choice(_neighbours(letter)) + word[place + 1 :],
        lambda: word[: place - 1] + letter + word[place - 1] + word[place + 1 :],
        lambda: word[:place] + word[place + 1 :],
        lambda: word[:place] + letter + word[place:],
    ]
    return random.choice(slips)()


def _neighbours(letter: str) -> list[str]:
    for number, row in enumerate(AZERTY):
        if (place := row.find(letter)) >= 0:
            beside = [row[near] for near in (place - 1, place + 1) if 0 <= near < len(row)]
            rows = [AZERTY[near] for near in (number - 1, number + 1) if 0 <= near < len(AZERTY)]
            return beside + [other[place] for other in rows if place < len(other)]
    return [letter]


def _silent_ending(random: Random, word: str) -> str:
    ways = [
        (ending, other)
        for group in ENDINGS
        for ending in filter(None, group)
        if word.endswith(ending)
        for other in group
        if other != ending
    ]
    if not ways:
        return word + random.choice("tes")
    ending, other = random.choice(ways)
    return word.removesuffix(ending) + other


WAYS = {
    "phonetic": [_as_it_sounds],
    "keyboard": [_slip],
    "both": [_as_it_sounds, _slip],
    "silent ending": [_silent_ending],
}


def _written(random: Random, kind: str, first: str, last: str, surname_only: bool) -> str:
    """With a title, in reversed order, without its particle or in one word, without accents: as it comes."""
    chances = 2 if kind == "format" else 1
    if random.random() < WITHOUT_PARTICLE * chances / 2:
        last = PARTICLE.sub("", key(last))
    elif random.random() < GLUED * chances / 2:
        last = key(last).replace(" ", "")
    name = last if surname_only else f"{last} {first}" if random.random() < REVERSED else f"{first} {last}"
    if kind == "format":
        name = random.choice([unaccent, str.upper, lambda text: text.replace("-", " "), str.lower])(name)
    if random.random() < TITLED * chances:
        name = f"{random.choice(['Dr', 'dr', 'Pr', 'docteur', 'Pr.'])} {name}"
    return name
