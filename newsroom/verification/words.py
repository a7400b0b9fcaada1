"""Texts as words: what a copy by mail, by hand or by PDF leaves as it was. Case, quotation marks, dashes, spaces, line
ends, hyphens at the end of a line and the signs of Markdown do not count; digits, signs before them and units do.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass

LETTERS = r"[^\W_]"
HYPHEN = "[-\u2010\u2011]"
WORD = re.compile(
    rf"""
    (?i:https?)://[^\s<>()\[\]"«»“”]+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:(?<![\w.,])[-−–](?=\d))?(?:\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)
    | {LETTERS}+(?:(?<=[^\W\d_]){HYPHEN}(?:[ \t]*\n[ \t]*)?(?=[^\W\d_]){LETTERS}+)*
    | [%‰€$£°±×≤≥] | [<>=+](?=\s?\d)
    """,
    re.VERBOSE,
)
NOT_OF_A_KEY = re.compile("[\\s\u2010\u2011-]")
UNSEEN = re.compile("\u00ad\n?|[\u200b-\u200f\u2060\ufeff]")
MARKDOWN = re.compile(
    r"\\(?=[\\`*_\[\]<>|~#+\-=.)])|\*{1,3}|(?m:^[ \t>#]+)| ?\[\d{1,3}\]"
)  # [1]: a link's number
MINUS = {"−": "-", "–": "-"}

# A run of so many words that two texts have in common is found for certain (winnowing: Schleimer, Wilkerson, Aiken 2003).
RUN, WINDOW = 4, 5
SHORTEST = RUN + WINDOW - 1


@dataclass(frozen=True)
class Word:
    """`key`: what is compared; the word stands in the text from `start`."""

    key: str
    start: int


def cleaned(text: str) -> str:
    """Without what is not seen and what Markdown adds; for showing it, and for `words`."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return MARKDOWN.sub("", UNSEEN.sub("", text))


def words(text: str) -> list[Word]:
    """Of a text that is cleaned."""
    return [Word(_key(found[0]), found.start()) for found in WORD.finditer(text)]


def keys(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(cleaned(text)))


def _key(word: str) -> str:
    if "://" in word or "@" in word:
        return word.casefold().rstrip(".,;:!?'’").rstrip("/")
    sign = "-" if MINUS.get(word[0], word[0]) == "-" else ""
    bare = NOT_OF_A_KEY.sub("", word[1:] if sign else word)
    return sign + unicodedata.normalize("NFKC", bare).casefold()


def marks(of_keys: tuple[str, ...]) -> list[int]:
    """The fingerprints of a text: of each window of runs the least one, each once."""
    runs = [_mark(of_keys[place : place + RUN]) for place in range(len(of_keys) - RUN + 1)]
    windows = range(max(len(runs) - WINDOW + 1, min(len(runs), 1)))
    return sorted({min(runs[place : place + WINDOW]) for place in windows})


def _mark(run: tuple[str, ...]) -> int:
    """Of 32 bits, signed: a column of the database."""
    return zlib.crc32(" ".join(run).encode()) - 2**31
