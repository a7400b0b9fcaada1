"""French and English typography of plain text, for what is rendered. Never applied to addresses or code."""

import re

from bs4 import BeautifulSoup, NavigableString

NBSP, NNBSP = "\u00a0", "\u202f"
ENGLISH_MARKS = ("“", "”")
QUOTATION_MARKS = {"fr": (f"«{NNBSP}", f"{NNBSP}»"), "en": ENGLISH_MARKS}
UNTOUCHED = re.compile(r"(\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+|\b10\.\d{4,9}/\S+)")
CODE_TAGS = {"code", "pre", "kbd", "samp", "script", "style"}

FRENCH = [
    (r"\.\.\.", "…"),
    (r"(?<=\w)'(?=\w)", "’"),
    (r"[ \u00a0\u202f]*([;!?]+)(?=\s|$|»|\))", rf"{NNBSP}\1"),
    (r"(?<=[^\s\d:/])[ \u00a0\u202f]*:(?=\s|$)|(?<=\d)[ \u00a0\u202f]*:(?=\s|$)", f"{NBSP}:"),
    (r"«[ \u00a0\u202f]*", f"«{NNBSP}"),
    (r"[ \u00a0\u202f]*»", f"{NNBSP}»"),
    (r'"([^"\n]+)"', rf"«{NNBSP}\1{NNBSP}»"),
    (r"\b([nN]°)[ \u00a0\u202f]*(?=\d)", rf"\1{NBSP}"),
    (r"\b(Pr|Dr|Prs|Drs|M\.|Mme|MM\.|Mmes) (?=[A-ZÀ-Ý])", rf"\1{NBSP}"),
    (r"(?<=\d) (?=(?:%|€|h\b|km\b|kg\b|m²))", NNBSP),
    (r"(?<=\d) (?=\d{3}\b)", NNBSP),
]
ENGLISH = [
    (r"\.\.\.", "…"),
    (r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)", "’"),
    (r'"([^"\n]+)"', r"“\1”"),
    (r"\b(Prof\.|Dr|Mr|Mrs|Ms) (?=[A-ZÀ-Ý])", rf"\1{NBSP}"),
]
RULES = {
    "fr": [(re.compile(pattern), new) for pattern, new in FRENCH],
    "en": [(re.compile(pattern), new) for pattern, new in ENGLISH],
}


def smarten(text: str, language: str) -> str:
    """Idempotent. A language without rules keeps its text."""
    rules = RULES.get(language, [])
    parts = UNTOUCHED.split(text)
    for position in range(0, len(parts), 2):  # odd ones are addresses
        for pattern, new in rules:
            parts[position] = pattern.sub(new, parts[position])
    return "".join(parts)


def smarten_html(html: str, language: str) -> str:
    """Text nodes only; nothing inside code."""
    soup = BeautifulSoup(html, "html.parser")
    for node in soup.find_all(string=True):
        if type(node) is NavigableString and not CODE_TAGS & {parent.name for parent in node.parents}:
            node.replace_with(smarten(str(node), language))
    return str(soup)
