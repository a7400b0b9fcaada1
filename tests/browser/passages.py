"""In which language a passage is: by what the catalogue and the database hold in one language only, and by its words."""

import re

import polib
from bs4 import BeautifulSoup
from django.conf import settings
from modeltranslation.translator import translator

LANGUAGES = ("fr", "en")
FRENCH = re.compile(
    r"[àâçéèêëîïôùûœ«»]|\b(le|la|les|des|du|une|dans|pour|sur|avec|est|sont|aux|et|qui)\b", re.I
)
ENGLISH = re.compile(r"\b(the|of|and|with|is|are|was|this|for|from|you|your|at|by)\b", re.I)
# Names stay as they are in any language, and so do the words that both share.
NAMES = re.compile(
    r"(?:Prof\.|Pr|Dr)\s[^,;]*|"
    r"AP-HP[^,;]*|Défenseur des droits|Hôtel-Dieu|Hendaye|Aurèle Fontan|Solène Aubrac|É\. Vaumarin|Île-de-France|"
    r"Assistance publique[^,;.]*|(?:Hôpital|Hôpitaux|Groupe)[^,;.:]*|\S+@\S+|https?:\S+|\S*\d\S*"
)
# Everything that is read, with the language that it says it is in: [[text, language, element]].
READ = """() => {
  const read = [];
  const add = (text, element) => {
    const says = element.srclang || element.closest("[lang]").lang;  // a track's label is in the track's language
    if (text && text.trim()) read.push([text, says, element.outerHTML.slice(0, 120)]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!element.closest("script, style")) add(walker.currentNode.textContent, element);
  }
  for (const name of ["alt", "aria-label", "title", "placeholder", "label", "data-done", "data-refused"]) {
    document.querySelectorAll(`body [${name}]`).forEach((element) => add(element.getAttribute(name), element));
  }
  return read;
}"""


def plain(text: str) -> str:
    """Without what typography changes from one language to the other."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text.replace("’", "'")).strip()
    return re.sub(r" (?=[;:!?»])|(?<=«) |[«»“”\"]", "", text)


def _texts(value) -> set[str]:
    """The pieces of text in a value of the database: a line, rich text, a stream of blocks."""
    if hasattr(value, "get_prep_value"):
        value = value.get_prep_value()
    if isinstance(value, str):
        return set(BeautifulSoup(value, "html.parser").stripped_strings)
    if isinstance(value, dict):
        return set().union(*(_texts(part) for key, part in value.items() if key not in {"id", "type"}))
    if isinstance(value, list | tuple):
        return set().union(*map(_texts, value))
    return set()


def _of_the_database() -> list[tuple[str, str]]:
    """[(language, text)]"""
    rows = []
    for model in translator.get_registered_models():
        for name in translator.get_options_for_model(model).all_fields:
            for record in model._base_manager.all():
                for language in LANGUAGES:
                    value = getattr(record, f"{name}_{language}")
                    rows += [(language, text) for text in _texts(value)]
    return rows


def _of_the_catalogue() -> list[tuple[str, str]]:
    entries = polib.pofile(str(settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"))
    texts = [("en", entry.msgid) for entry in entries] + [("fr", entry.msgstr) for entry in entries]
    return [(language, text) for language, text in texts if "%" not in text]


def known() -> dict[str, str]:
    """{text: language} of what exists in one of the languages only."""
    found: dict[str, set[str]] = {}
    for language, text in [*_of_the_database(), *_of_the_catalogue()]:
        found.setdefault(plain(text), set()).add(language)
    return {
        text: languages.pop() for text, languages in found.items() if len(languages) == 1 and len(text) > 2
    }


def language_of(text: str, known_texts: dict[str, str]) -> str | None:
    """None: nobody can tell, or it is the same in both."""
    if language := known_texts.get(plain(text)):
        return language
    words = NAMES.sub("", text)
    french, english = len(FRENCH.findall(words)), len(ENGLISH.findall(words))
    return None if french == english else "fr" if french > english else "en"


def unmarked(read: list[list[str]], known_texts: dict[str, str]) -> list[str]:
    """Of what a page has (READ): passages in a language that is not the one which they say."""
    wrong = ((language_of(text, known_texts), *row) for row in read for text in [row[0]])
    return [f"{is_in}, says {says}: {text.strip()[:80]} in {where}"
            for is_in, text, says, where in wrong if is_in and is_in != says]  # fmt: skip
