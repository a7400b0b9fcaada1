"""Marks: lexemes with a colon, which no word has. Rows bear them for a hospital, a specialty, a year, a month, a

reference, a DOI; a query adds them where its words name one.
"""

from datetime import date

from .plain_text import readable


def of_hospital(key: int) -> str:
    return f"hospital:{key}"


def of_specialty(key: int) -> str:
    return f"specialty:{key}"


def of_year(year: int) -> str:
    return f"year:{year}"


def of_month(day: date) -> str:
    return f"month:{day:%Y-%m}"


def of_reference(reference: str) -> str:
    return f"reference:{reference.lower()}"


def of_doi(doi: str) -> str:
    return f"doi:{_safe(doi.lower())}"


def _safe(text: str) -> str:
    return readable(text).replace("\\", "").replace("'", "")
