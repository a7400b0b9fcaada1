"""Telephone numbers: kept as E.164 (+33140273000), written as each language's readers dial them."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat

REGION = "FR"
NATIONAL_FOR = {"fr"}  # readers of these languages dial the national number
NBSP = "\u00a0"


def normalise(raw: str) -> str:
    """E.164. Raises ValueError with a readable message for what is no telephone number."""
    try:
        number = phonenumbers.parse(raw, REGION)
    except NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValueError(_("“%(number)s” is not a telephone number.") % {"number": raw})
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def validate_telephone(raw: str) -> None:
    try:
        normalise(raw)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def display(number: str, language: str) -> str:
    """01 40 27 30 00 for French readers, +33 1 40 27 30 00 for the others; as typed if it cannot be read."""
    try:
        parsed = phonenumbers.parse(number, REGION)
    except NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    style = PhoneNumberFormat.NATIONAL if language in NATIONAL_FOR else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style).replace(" ", NBSP)


def href(number: str) -> str:
    """tel:+33140273000, or nothing for what cannot be dialled."""
    try:
        return f"tel:{normalise(number)}"
    except ValueError:
        return ""


def dialled(number: str) -> str:
    """As it is dialled from abroad: +33…; nothing for nothing."""
    return href(number).removeprefix("tel:") if number else ""
