"""Names as people type them who have heard them, or type fast. The model is ours: take its figures as relative.

Five classes, in the shares of the prototype: written as it sounds, a slip on a French keyboard, both, a silent ending
that is missing or another, and correctly spelt in another form.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from search.models import Practitioner
from search.normalising import key, unaccent

SHARES = {"phonetic": 66, "keyboard": 37, "both": 35, "silent ending": 27, "format": 35}  # of 200
SURNAME_ONLY = 0.35  # of them
TITLED, REVERSED, IN_FIRST_NAME, WITHOUT_PARTICLE, GLUED = 0.15, 0.3, 0.2, 0.3, 0.3
SHORTEST, SHORTEST_FOR_BOTH = (
    4,
    6,
)  # letters of a word that is misspelt: two errors leave nothing of a short one
# Spelt one way or the other, it sounds the same; patterns, so that only what is that sound is taken for it.
BEFORE_CONSONANT = r"(?![aeiouyhnm]|$)"
SOUND_ALIKE = {
    r"eau|au|o(?![uieny])": ["eau", "au", "o"],
    r"ph|f": ["ph", "f"],
    r"ai(?![nm])|ei(?![nm])|e(?=ll|tt|rr|ss|t$|l$)": ["ai", "ei", "e"],
    rf"(?<![ie])[ae]n{BEFORE_CONSONANT}": ["an", "en"],
    rf"(?<![aeo])in{BEFORE_CONSONANT}|ain(?![aeiouy])|ein(?![aeiouy])": ["in", "ain", "ein"],
    r"qu(?=[ei])|k(?=[ei])": ["qu", "k"],
    r"c(?=[aoulr])|k(?=[aoulr])": ["c", "k", "qu"],
    r"(?<=[aeiouy])ss(?=[ei])|(?<=.)c(?=[ei])": ["ss", "c"],
    r"(?<=[aeiouy])z(?=[aeiouy])|(?<=[aeiouy])s(?=[aeiouy])": ["z", "s"],
    r"(?<=[^aeou])y|(?<=[^aeoqu])i(?![nmel])": ["y", "i"],
    r"th|(?<![t])t(?=[aeouyr])": ["th", "t"],
    r"ch|sch|sh": ["ch", "sch", "sh"],
    r"ge(?=[aou])|j(?=[aou])": ["ge", "j"],
    r"(?<=.)x(?=.)|ks": ["x", "ks"],
    r"w": ["v", "w"],
    r"gn(?=[aeo])": ["gn", "ni"],
    r"(?<=[aeiouy])ll?(?=[aeouy])": ["l", "ll"],
    r"(?<=[aeiouy])nn?(?=[aeiouy])": ["n", "nn"],
    r"(?<=[aeiouy])mm?(?=[aeiouy])": ["m", "mm"],
    r"(?<=[aeiouy])rr?(?=[aeiouy])": ["r", "rr"],
    r"(?<=[aeiouy])tt?(?=[aeiouy])": ["t", "tt"],
    r"(?<![cpstg])h(?=[aeiouy])": ["h", ""],
    r"ck|(?<=[aeiou])k": ["ck", "k"],
    r"oe|eu(?=[rlvf])": ["oe", "eu"],
}
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
        if bare(person.last_name) != bare(self.person.last_name):
            return False
        return self.surname_only or key(person.first_name) == key(self.person.first_name)


def bare(last_name: str) -> str:
    """Without its particle, in one word."""
    return PARTICLE.sub("", key(last_name)).replace(" ", "")


def draw(random: Random, people: Iterator[Practitioner], count: int, taken: frozenset[str]) -> list[Case]:
    """`taken`: family names, bare. What is by chance somebody else's is no misspelling: another is drawn."""
    total = sum(SHARES.values())
    cases = []
    for kind, share in SHARES.items():
        for _case_number in range(round(count * share / total)):
            case = None
            while case is None:
                case = _case(random, kind, next(people), taken)
            cases.append(case)
    return cases


def _case(random: Random, kind: str, person: Practitioner, taken: frozenset[str]) -> Case | None:
    """None: nothing in this name can be misspelt so."""
    surname_only = random.random() < SURNAME_ONLY
    first, last = person.first_name, person.last_name
    if kind != "format":
        in_first = not surname_only and random.random() < IN_FIRST_NAME
        wrong = _wrong(random, kind, first if in_first else last)
        if wrong is None or (not in_first and bare(wrong) in taken):
            return None
        first, last = (wrong, last) if in_first else (first, wrong)
    return Case(kind, _written(random, kind, first, last, surname_only), person, surname_only)


def _wrong(random: Random, kind: str, name: str) -> str | None:
    words = key(name).split()
    shortest = SHORTEST_FOR_BOTH if kind == "both" else SHORTEST
    long = [place for place, word in enumerate(words) if len(word) >= shortest]
    if not long:
        return None
    place = random.choice(long)
    for way in WAYS[kind]:
        before, words[place] = words[place], way(random, words[place])
        if words[place] == before:
            return None
    return " ".join(words)


def _as_it_sounds(random: Random, word: str) -> str:
    ways = [
        (match, other)
        for pattern, spellings in SOUND_ALIKE.items()
        for match in re.finditer(pattern, word)
        for other in spellings
        if other != match.group()
    ]
    if not ways:
        return word
    match, other = random.choice(ways)
    return word[: match.start()] + other + word[match.end() :]


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
    return ["e"]  # a figure


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
