"""A release with every kind of block, its correction, and copies of it as people have them."""

from newsroom.models import Correction, PressReleasePage
from tests import factories
from tests.browser import blocks

ADDRESS = {"fr": "/fr/communiques-de-presse/complet/", "en": "/en/press-releases/complete/"}
FORM = {"fr": "/fr/verifier/", "en": "/en/verify/"}


def complete(site, **fields) -> PressReleasePage:
    """Public in both languages: version 1."""
    picture = factories.picture(alt_fr="Un rein", alt_en="A kidney", caption_fr="Le rein dans la machine.")
    bodies = {f"body_{code}": blocks.body(code, picture, site.cochin) for code in ("fr", "en")}
    english = factories.english_fields(title_en="A kidney that waits", slug_en="complete", **bodies)
    own = {
        "title_fr": "Un rein qui attend : 312 patients",
        "slug": "complet",
        "summary_fr": "C'est une première, avec 1 200 greffés et 12,5 % de délais en moins.",
        "place": "Paris",
        "boilerplate_fr": "<p>L'AP-HP est le centre hospitalier universitaire d'Île-de-France.</p>",
        "boilerplate_en": "<p>AP-HP is the university hospital of Greater Paris.</p>",
        "doi": "10.1234/abc_def",
        "study_title": "Study of hearts",
        "lead_image": picture,
        "published_at": factories.minute(),
    }
    return factories.public_release(site, **own | english | fields)


def correct(page: PressReleasePage, note: str = "313 patients, et non 312.", kind: str = "major", **fields):
    """As an editor does it: the words and the note in one publication."""
    draft = factories.fresh(page).get_latest_revision_as_object()
    for name, value in (fields or {"title_fr": "Un rein qui attend : 313 patients"}).items():
        setattr(draft, name, value)
    if note:
        draft.corrections = [
            *draft.corrections.all(),
            Correction(
                corrected_at=factories.minute(), kind=kind, note_fr=note, note_en=note and f"EN {note}"
            ),
        ]
    draft.save_revision().publish()
    return factories.fresh(page)
