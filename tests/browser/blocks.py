"""A text with one of every block, in each language."""

from django.core.files.base import ContentFile
from PIL import Image

from newsroom.demo import webm
from newsroom.models import HospitalPage, PressDocument, PressImage
from newsroom.uploads import CleanFile
from tests import factories

WORDS = {
    "fr": {
        "heading": "Une recherche au lit du patient",
        "text": '<p>Avec <a href="https://example.org/">un lien</a>.</p><h3>Détail</h3><ul><li>Un</li></ul>',
        "quote": ("Nous gagnons des heures", "Pr É. Vaumarin", "cheffe de service"),
        "figures": [("312", "patients suivis"), ("11 millions", "de consultations")],
        "table": ("Résultats", ["Groupe", "Malades"], [["Froid", "155"], ["Chaud", "157"]]),
        "callout": ("À savoir", "<p>Le protocole est public.</p>"),
        "film": ("Le film du geste", "<p>Une main pose un rein dans la machine.</p>"),
    },
    "en": {
        "heading": "Research at the bedside",
        "text": '<p>With <a href="https://example.org/">a link</a>.</p><h3>Detail</h3><ul><li>One</li></ul>',
        "quote": ("We gain hours", "Prof. É. Vaumarin", "head of department"),
        "figures": [("312", "patients followed"), ("11 million", "consultations")],
        "table": ("Results", ["Group", "Ill people"], [["Cold", "155"], ["Hot", "157"]]),
        "callout": ("Good to know", "<p>The protocol is public.</p>"),
        "film": ("The gesture on film", "<p>A hand lays a kidney in the machine.</p>"),
    },
}


def body(language: str, picture: PressImage, hospital: HospitalPage) -> list[tuple]:
    words = WORDS[language]
    quote = dict(zip(("text", "speaker", "role"), words["quote"], strict=True))
    figures = [{"value": value, "label": label} for value, label in words["figures"]]
    table = dict(zip(("caption", "header", "rows"), words["table"], strict=True))
    callout = dict(zip(("title", "text"), words["callout"], strict=True))
    film = dict(zip(("title", "transcript"), words["film"], strict=True))
    return [
        ("heading", words["heading"]),
        ("text", words["text"]),
        ("quote", quote | {"hospital": hospital}),
        ("key_figures", {"figures": figures, "source": "AP-HP, 2026"}),
        ("table", table),
        ("callout", callout),
        ("picture", picture),
        ("gallery", [picture, picture]),
        ("video", factories.film(file=_film(), poster=picture, **film)),
        ("document", _document(language)),
    ]


def _film() -> PressDocument:
    content = webm.encode([(Image.new("RGB", (64, 36), "navy"), 1.0)], (64, 36))
    return PressDocument.objects.create(title="Film", file=ContentFile(content, name="film.webm"))


def _document(language: str) -> PressDocument:
    title = {"fr": "Le dossier complet", "en": "The whole kit"}[language]
    file = CleanFile(b"%PDF-1.4 dossier", name="dossier.pdf")
    return PressDocument.objects.create(title=title, file=file, summary_fr="Huit pages sur la greffe.")
