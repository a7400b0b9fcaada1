"""Forms in which words are compared: Python's twins of the functions in sql/functions.sql. A test holds them together."""

import re
import unicodedata

# What has no decomposition, as PostgreSQL's unaccent writes it.
LETTERS = str.maketrans(
    {
        "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "ł": "l", "Ł": "L", "ß": "ss", "ẞ": "SS", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T",
    }
)  # fmt: skip
NOT_OF_A_KEY = re.compile(r"[^a-z0-9]+")
COMPOUND = re.compile(r"\w+(?:[-‐‑’']\w+)+")
SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),
        ("sch(?=[wmnlrtk])", "s"),
        ("sch|sh|ch", "S"),
        ("gn", "N"),
        ("h", ""),
        ("eau|au", "o"),
        ("oeu|oe|eu", "e"),
        ("ou", "U"),
        ("es(?=[nl])", "e"),
        ("(ain|ein|in|im|ym|yn|un)(?![aeiouyU])", "I"),
        ("(an|am|en|em)(?![aeiouyUnm])", "A"),
        ("(on|om)(?![aeiouyUnm])", "O"),
        ("ai|ei|ay|ey", "e"),
        ("y", "i"),
        ("w", "v"),
        ("c(?=[ei])", "s"),
        ("cq|ck|qu|q|c|k", "k"),
        ("gu(?=[ei])", "g"),
        ("ge(?=[aou])", "j"),
        ("g(?=[ei])", "j"),
        ("z", "s"),
        ("er$", "e"),
        ("x", "ks"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)(ks|[etdsp])+$", ""),
    )
]


def unaccent(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def key(text: str) -> str:
    """Lower case, no accents, ligatures opened, words apart by one space: "Œuvre d’Éric" is "oeuvre d eric"."""
    return NOT_OF_A_KEY.sub(" ", unaccent(text).lower()).strip()


def sound(word: str) -> str:
    """How one word, a key, sounds to French ears."""
    for pattern, sound_ in SOUNDS:
        word = pattern.sub(sound_, word)
    return word


def glued(text: str) -> str:
    """Compounds of a text without their hyphens and apostrophes: "AP-HP et Covid-19" gives "APHP Covid19"."""
    return " ".join(sorted({re.sub("[-‐‑’']", "", word) for word in COMPOUND.findall(text)}))
