"""French and English typography of plain text, for what is rendered. Never applied to addresses or code."""

import re
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString

LONGEST_TITLE = 255  # characters
NBSP, NNBSP = "\u00a0", "\u202f"
ENGLISH_MARKS = ("“", "”")
QUOTATION_MARKS = {"fr": (f"«{NNBSP}", f"{NNBSP}»"), "en": ENGLISH_MARKS}
UNTOUCHED = re.compile(r"(\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|\b10\.\d{4,9}/\S+)")
CODE_TAGS = {"code", "pre", "kbd", "samp", "script", "style"}

SPACE = "[ \u00a0\u202f]"
SPACES = SPACE + "{0,4}"  # bounded: a page of spaces must not be searched again from each of them
UNITS = r"(?:%|€|km|cm|mm|m²|kg|mg|µg|g|ml|cl|l|min)(?![\w’'])"
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
ENGLISH_MONTHS = "January February March April May June July August September October November December"


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


FRENCH = [
    (r"\.\.\.", "…"),
    (r"(?<=\w)'(?=[\w«“])", "’"),
    (rf"{SPACES}([;!?]+)(?=\s|$|[»)”\"])", rf"{NNBSP}\1"),
    (rf"(?<=[^\s\d:/]){SPACES}:(?=\s|$)|(?<=\d){SPACES}:(?=\s|$)|^{SPACE}{{1,4}}:(?=\s|$)", f"{NBSP}:"),
    (rf"«{SPACES}", f"«{NNBSP}"),
    (rf"{SPACES}»", f"{NNBSP}»"),
    (r'"([^"\n]+)"', rf"«{NNBSP}\1{NNBSP}»"),
    (rf"\b([nN]°){SPACES}(?=\d)", rf"\1{NBSP}"),
    (r"\b(Pr|Dr|Prs|Drs|M\.|Mme|MM\.|Mmes) (?=[A-ZÀ-Ý])", rf"\1{NBSP}"),
    (r"\bp\. (?=\d)", f"p.{NBSP}"),
    (r"(?<!\d)(0\d) (\d\d) (\d\d) (\d\d) (\d\d)(?!\d)", NBSP.join(rf"\{n}" for n in range(1, 6))),
    (r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)", lambda found: found[0].replace(" ", NNBSP)),
    (rf"(?<=\d) (?={UNITS})", NNBSP),
    (r"(?<=\d) h(?: (?=\d\d\b)|(?!\w))", lambda found: f"{NBSP}h{NBSP if found[0].endswith(' ') else ''}"),
    (rf"\b(\d\d?|1er) (?={_one_of(MONTHS)}\b)", rf"\1{NBSP}"),
    (r"(?<=\d) (?=(?:millions?|milliards?)\b)", NBSP),
    (r"\b([IVXL]+e) (?=siècles?\b)", rf"\1{NBSP}"),
    (r"(?<=\S) (?=– )", NBSP),
]
ENGLISH = [
    (r"\.\.\.", "…"),
    (r"(?<=\w)'(?=\w)|(?<=s)'(?=[\s.,;:!?)]|$)|(?<!\w)'(?=\d0s\b)", "’"),
    (r'"([^"\n]+)"', r"“\1”"),
    (r"\b(Prof\.|Dr|Mr|Mrs|Ms) (?=[A-ZÀ-Ý])", rf"\1{NBSP}"),
    (rf"\b(\d\d?) (?={_one_of(ENGLISH_MONTHS)}\b)", rf"\1{NBSP}"),
    (r"(?<=\d) (?=(?:m|b)illion\b)", NBSP),
]
RULES = {
    "fr": [(re.compile(pattern), new) for pattern, new in FRENCH],
    "en": [(re.compile(pattern), new) for pattern, new in ENGLISH],
}


def smarten(text: str, language: str) -> str:
    """Idempotent. A language without rules keeps its text."""
    return _smarten_title(text, language) if len(text) <= LONGEST_TITLE else _smarten(text, language)


def _smarten(text: str, language: str) -> str:
    rules = RULES.get(language, [])
    parts = UNTOUCHED.split(text)
    for position in range(0, len(parts), 2):  # odd ones are addresses
        for pattern, new in rules:
            parts[position] = pattern.sub(new, parts[position])
    return "".join(parts)


# The same names and titles stand on every page.
_smarten_title = lru_cache(maxsize=4096)(_smarten)


def quoted(text: str, language: str) -> str:
    """Somebody's words between the quotation marks of that language."""
    opening, closing = QUOTATION_MARKS.get(language, ENGLISH_MARKS)
    return f"{opening}{smarten(text, language)}{closing}"


def smarten_html(html: str, language: str) -> str:
    """Text nodes only; nothing inside code."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.find_all(string=True):
        if type(node) is NavigableString and not CODE_TAGS & {parent.name for parent in node.parents}:
            node.replace_with(smarten(str(node), language))
    return str(soup)
