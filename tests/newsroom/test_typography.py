"""French and English typography: what is changed, and what is left alone. `_` is a narrow no-break space, `~` a no-break one."""

import pytest
from bs4 import BeautifulSoup

from newsroom.typography import smarten, smarten_html

FRENCH = {
    "semicolon": ("oui ; non", "oui_; non"),
    "question": ("Pourquoi ?", "Pourquoi_?"),
    "question-glued": ("Pourquoi?", "Pourquoi_?"),
    "exclamation": ("Bravo !", "Bravo_!"),
    "both": ("Vraiment ?!", "Vraiment_?!"),
    "colon": ("Greffe : le bilan", "Greffe~: le bilan"),
    "colon-glued": ("Greffe: le bilan", "Greffe~: le bilan"),
    "colon-after-number": ("En 2026 : douze", "En 2026~: douze"),
    "hour-with-colon": ("à 10:30 précises", "à 10:30 précises"),
    "ratio": ("rapport 3:1", "rapport 3:1"),
    "guillemets": ("« mot »", "«_mot_»"),
    "guillemets-glued": ("«mot»", "«_mot_»"),
    "straight-quotes": ('un "mot" ici', "un «_mot_» ici"),
    "two-quotations": ('"un" et "deux"', "«_un_» et «_deux_»"),
    "nested": ("« il dit “oui” »", "«_il dit “oui”_»"),
    "question-in-quotes": ("« Pourquoi ? »", "«_Pourquoi_?_»"),
    "apostrophe": ("l'hôpital d'Hendaye", "l’hôpital d’Hendaye"),
    "apostrophe-capital": ("L'AP-HP", "L’AP-HP"),
    "apostrophe-before-quote": ("d'« accueil »", "d’«_accueil_»"),
    "ellipsis": ("et puis...", "et puis…"),
    "numero": ("le n° 12", "le n°~12"),
    "numero-glued": ("n°12", "n°~12"),
    "professor": ("Pr Vaumarin", "Pr~Vaumarin"),
    "doctor": ("le Dr Élise Morvan", "le Dr~Élise Morvan"),
    "sir": ("M. Aubrac", "M.~Aubrac"),
    "madam": ("Mme Aubrac", "Mme~Aubrac"),
    "sirs": ("MM. Aubrac et Morvan", "MM.~Aubrac et Morvan"),
    "thousands": ("11 000 patients", "11_000 patients"),
    "millions": ("1 250 000 euros", "1_250_000 euros"),
    "million-word": ("11 millions de patients", "11~millions de patients"),
    "year-and-number": ("en 2026 312 patients", "en 2026 312 patients"),
    "question-in-straight-quotes": ('"Vraiment ?"', "«_Vraiment_?_»"),
    "percent": ("25 %", "25_%"),
    "euro": ("12 €", "12_€"),
    "milligram": ("5 mg par jour", "5_mg par jour"),
    "kilometre": ("200 km", "200_km"),
    "litre": ("2 l d'eau", "2_l d’eau"),
    "hour": ("à 10 h 30", "à 10~h~30"),
    "hour-alone": ("dès 9 h", "dès 9~h"),
    "minutes": ("20 min", "20_min"),
    "date": ("le 17 novembre 2020", "le 17~novembre 2020"),
    "first": ("le 1er mars", "le 1er~mars"),
    "century": ("au XXIe siècle", "au XXIe~siècle"),
    "dash": ("Paris – Saclay – Nord", "Paris~– Saclay~– Nord"),
    "hyphen": ("Saint-Louis", "Saint-Louis"),
    "range": ("2020-2026", "2020-2026"),
    "etcetera": ("soins, repas, etc.", "soins, repas, etc."),
    "parenthesis": ("(pourquoi ?)", "(pourquoi_?)"),
    "phone": ("01 40 27 30 00", "01~40~27~30~00"),
    "page": ("p. 12", "p.~12"),
    "emoji": ("Bravo 🏥 !", "Bravo 🏥_!"),
    "address": ("voir https://aphp.fr/page?q=1;2 !", "voir https://aphp.fr/page?q=1;2_!"),
    "address-end": ("sur www.aphp.fr : tout", "sur www.aphp.fr~: tout"),
    "mail": ("écrire à presse@example.org !", "écrire à presse@example.org_!"),
    "doi": ("DOI 10.1234/abc:def;2 ?", "DOI 10.1234/abc:def;2_?"),
    "empty": ("", ""),
    "blank": ("   ", "   "),
}
ENGLISH = {
    "question": ("Why?", "Why?"),
    "colon": ("Kidneys: the figures", "Kidneys: the figures"),
    "double-quotes": ('the "new" ward', "the “new” ward"),
    "apostrophe": ("the hospital's ward", "the hospital’s ward"),
    "possessive-plural": ("the doctors' ward", "the doctors’ ward"),
    "possessive-plural-end": ("the doctors'.", "the doctors’."),
    "decade": ("in the '90s", "in the ’90s"),
    "professor": ("Prof. Vaumarin", "Prof.~Vaumarin"),
    "doctor": ("Dr Morvan", "Dr~Morvan"),
    "hour": ("at 10:30", "at 10:30"),
    "date": ("on 17 November 2020", "on 17~November 2020"),
    "pound": ("£12 and 25%", "£12 and 25%"),
    "million": ("11 million patients", "11~million patients"),
    "ellipsis": ("and then...", "and then…"),
    "french-marks-stay": ("«_mot_»", "«_mot_»"),
    "address": ("see https://aphp.fr/?a='b'", "see https://aphp.fr/?a='b'"),
}
CASES = {f"fr-{name}": ("fr", *pair) for name, pair in FRENCH.items()}
CASES |= {f"en-{name}": ("en", *pair) for name, pair in ENGLISH.items()}


def spaces(text: str) -> str:
    return text.replace("_", "\u202f").replace("~", "\u00a0")


@pytest.mark.parametrize(("language", "typed", "printed"), CASES.values(), ids=CASES)
def test_text_is_printed_as_its_language_wants(language, typed, printed):
    assert smarten(spaces(typed), language) == spaces(printed)


@pytest.mark.parametrize(("language", "typed", "printed"), CASES.values(), ids=CASES)
def test_what_is_right_stays_as_it_is(language, typed, printed):
    assert smarten(spaces(printed), language) == spaces(printed)


def test_a_language_without_rules_keeps_its_text():
    assert smarten('Warum "so"?', "de") == 'Warum "so"?'


HTML = {
    "colon-after-link": ('<p><a href="/">Lire</a> : tout</p>', '<p><a href="/">Lire</a>~: tout</p>'),
    "bold-before-sign": ("<p><b>Pourquoi</b> ?</p>", "<p><b>Pourquoi</b>_?</p>"),
    "link-before-sign": ('<p><a href="/a?b=1">Lire</a> !</p>', '<p><a href="/a?b=1">Lire</a>_!</p>'),
    "sign-in-link": ('<p>Voir <a href="/x">ceci ?</a></p>', '<p>Voir <a href="/x">ceci_?</a></p>'),
    "attribute": ('<a href="/l\'an" title="l\'an">l\'an</a>', None),
    "code": ("<p><code>a ? b : c</code></p>", "<p><code>a ? b : c</code></p>"),
    "pre": ("<pre>a ? b</pre>", "<pre>a ? b</pre>"),
    "entity": ("<p>R&amp;D ?</p>", "<p>R&amp;D_?</p>"),
}


@pytest.mark.parametrize(("typed", "printed"), HTML.values(), ids=HTML)
def test_html_keeps_its_tags_attributes_and_code(typed, printed):
    done = smarten_html(typed, "fr")
    if printed is not None:
        assert done == spaces(printed)
    before, after = (BeautifulSoup(html, "html.parser").find_all(True) for html in (typed, done))
    assert [(tag.name, tag.attrs) for tag in before] == [(tag.name, tag.attrs) for tag in after]


HOSTILE = {
    "quotes": '"',
    "signs": "?!;",
    "spaces": "  :",
    "digits": "1 000 ",
    "apostrophes": "l'",
    "mails": "a@",
    "dots": "a.",
    "space": " ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_length_and_not_faster(piece):
    """A ratio of the best of three: eight times the text, whatever the machine."""
    from time import perf_counter

    def best(length: int) -> float:
        text, times = piece * length, []
        for _try in range(3):
            began = perf_counter()
            smarten(text, "fr")
            times.append(perf_counter() - began)
        return min(times)

    assert best(32_000) / best(4_000) < 32  # 8 times the text; a square would be 64
