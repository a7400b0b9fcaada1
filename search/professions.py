"""From the name of a specialty to who practises it, and from British to American spelling: rules, not lists.

"Cardiologie" is found by "cardiologue", "Paediatrics" by "pediatrician". What no rule gives (dentiste) is a lay
word of the specialty, or a synonym.
"""

import re

from .normalising import key

PRACTISED_BY = [  # (end of a word of the specialty's name, ends of the word for who practises it)
    ("logie", ("logue", "logiste")),
    ("iatrie", ("iatre",)),
    ("therapie", ("therapeute",)),
    ("chirurgie", ("chirurgien", "chirurgienne", "chirurgical")),
    ("anesthesie", ("anesthesiste",)),
    ("reanimation", ("reanimateur", "reanimatrice")),
    ("addictologie", ("addictologue",)),
    ("genetique", ("geneticien", "geneticienne")),
    ("pharmacie", ("pharmacien", "pharmacienne")),
    ("obstetrique", ("obstetricien", "obstetricienne")),
    ("nutrition", ("nutritionniste",)),
    ("radiologie", ("radiologue", "radio")),
    ("medecine", ("medecin",)),
    ("urgence", ("urgentiste",)),
    ("logy", ("logist",)),
    ("iatry", ("iatrist",)),
    ("iatrics", ("iatrician", "iatric")),
    ("surgery", ("surgeon", "surgical")),
    ("genetics", ("geneticist",)),
    ("dentistry", ("dentist",)),
    ("obstetrics", ("obstetrician",)),
    ("anaesthesia", ("anaesthetist",)),
    ("pharmacy", ("pharmacist",)),
]
AMERICAN = [
    (re.compile(pattern), american)
    for pattern, american in (
        ("paed", "ped"),
        ("haem", "hem"),
        ("gynaec", "gynec"),
        ("anaesth", "anesth"),
        ("orthopaed", "orthoped"),
        ("oesoph", "esoph"),
        ("foet", "fet"),
        ("leukaem", "leukem"),
        ("tumour", "tumor"),
        ("centre", "center"),
    )
]


def who_practises(name: str) -> list[str]:
    """Words for the practitioners of a specialty of that name, in either language, as keys."""
    return [
        word.removesuffix(end) + other
        for word in key(name).split()
        for end, others in PRACTISED_BY
        if word.endswith(end)
        for other in others
    ]


def american(text: str) -> list[str]:
    """Words of an English text that America writes otherwise, as America writes them; as keys."""
    found = []
    for word in key(text).split():
        other = word
        for pattern, spelling in AMERICAN:
            other = pattern.sub(spelling, other)
        if other != word:
            found.append(other)
    return found
