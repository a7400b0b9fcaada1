"""Content that is never saved, for the component gallery: one of everything, in both languages and in its extremes."""

from datetime import date, datetime, time, timedelta

from newsroom.agenda.meeting import Meeting, State
from newsroom.blocks import BodyBlock
from newsroom.models import (
    HospitalGroup,
    HospitalPage,
    PressContact,
    PressImage,
    PressOfficePage,
    PressReleasePage,
    ReleaseType,
)
from newsroom.models.meetings import SAYS_WHY
from newsroom.models.release_parts import Correction
from newsroom.paris import PARIS

MORNING = datetime(2026, 3, 12, 10, 30, tzinfo=PARIS)
LONG_WORDS = "Neurophysiopathologie électroencéphalographiques anticonstitutionnellement"


def release(section, title: tuple[str, str], image: PressImage | None = None, **fields) -> PressReleasePage:
    """`section`: the page under which its address lies; `title`: in French and in English, empty if untranslated."""
    page = PressReleasePage(
        title=title[0],
        title_fr=title[0],
        title_en=title[1],
        slug="exemple",
        url_path=f"{section.url_path}exemple/",
        summary_fr="Qui, quoi, quand, où, pourquoi : le chapo le dit en une à trois phrases.",
        summary_en="Who, what, when, where, why: the summary says it in one to three sentences.",
        release_type=_type("communique", "Communiqué de presse", "Press release"),
        published_at=MORNING,
        english_ready=bool(title[1]),
        lead_image=image,
        live=True,
    )
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def _type(code: str, french: str, english: str) -> ReleaseType:
    return ReleaseType(code=code, name_fr=french, name_en=english)


def releases(section, image: PressImage | None) -> dict[str, PressReleasePage]:
    words = f"{LONG_WORDS}, {LONG_WORDS}, {LONG_WORDS}"[:200]
    return {
        "picture": release(section, ("Un titre avec une image", "A title with a picture"), image),
        "plain": release(section, ("Un titre sans image", "A title without a picture")),
        "untranslated": release(section, ("Un titre qui n’existe qu’en français", "")),
        "long": release(section, (words, words)),
    }


def meetings(section) -> list[Meeting]:
    """One in each state, the moved one with the date that it had before."""
    return [_meeting(section, state) for state in State]


def _meeting(section, state: State) -> Meeting:
    starts, ends = MORNING + timedelta(days=7), MORNING + timedelta(days=7, hours=1)
    says_why = state in SAYS_WHY
    return Meeting(
        release(
            section,
            ("Un point presse à venir", "A press point to come"),
            release_type=_type("point_presse", "Point presse", "Press point"),
            event_state=state,
            event_starts_at=starts,
            event_ends_at=ends,
            event_was_starts_at=starts - timedelta(days=1) if state == State.MOVED else None,
            event_notice_fr="La salle n’est pas libre ce jour-là." if says_why else "",
            event_notice_en="The room is not free on that day." if says_why else "",
            event_place_fr="Hôtel-Dieu, entrée du parvis",
            event_place_en="Hôtel-Dieu, square entrance",
            event_accreditation_until=starts - timedelta(days=1),
            event_accreditation_address="presse@example.org",
            event_stream_url="https://direct.example.org/",
        ),
        hospital=None,
    )


def corrections() -> list[Correction]:
    texts = ("Le nombre de lits est 12 et non 21.", "The number of beds is 12, not 21.")
    return [
        Correction(
            corrected_at=MORNING + timedelta(hours=hours), kind=kind, note_fr=texts[0], note_en=texts[1]
        )
        for hours, kind in ((5, Correction.Kind.MAJOR), (2, Correction.Kind.MINOR))
    ]


def offices(section) -> dict[str, PressOfficePage]:
    """One that anybody can call, and one without a line, without people, with a notice."""
    full = PressOfficePage(
        title="Contacts presse",
        title_fr="Contacts presse",
        title_en="Press office",
        url_path=f"{section.url_path}exemple/",
        slug="exemple",
        english_ready=True,
        email="presse@example.org",
        phone="+33199001000",
        on_call_phone="+33140273000",
    )
    full.people = [
        PressContact(
            name="Solène Aubrac",
            role_fr="Attachée de presse, recherche",
            role_en="Press officer, research",
            phone="+33199001001",
            email="solene.aubrac@example.org",
        )
    ]
    bare = PressOfficePage(
        title="Contacts presse",
        title_fr="Contacts presse",
        url_path=f"{section.url_path}exemple/",
        slug="exemple",
        email="presse@example.org",
        opens_at=time(0),
        closes_at=time(23, 59),
        notice_fr="Les demandes de tournage sont reçues jusqu’à vendredi.",
        notice_until=date.max,
    )
    return {"full": full, "bare": bare}


def hospitals(section) -> list[dict]:
    """Groups as `listing.grouped` gives them: near, crowded and far."""
    group = HospitalGroup(slug="exemple", name_fr="Un groupe hospitalier", name_en="A hospital group")
    places = [
        ("Hôpital du Centre", 48.8534, 2.3488, "yes"),
        ("Hôpital du Centre, annexe", 48.8535, 2.3490, "no"),
        ("Hôpital des Faubourgs", 48.89, 2.36, "unknown"),
        ("Hôpital de la Vallée", 48.78, 2.45, "yes"),
        ("Hôpital de la Forêt", 49.3, 2.46, "no"),
        ("Hôpital de la Mer", 43.4, -1.7, "no"),
    ]
    pages = [
        HospitalPage(
            title=name,
            title_fr=name,
            slug="exemple",
            url_path=f"{section.url_path}exemple/",
            group=group,
            city="Paris",
            latitude=latitude,
            longitude=longitude,
            emergency_adult=emergency,
            live=True,
        )
        for name, latitude, longitude, emergency in places
    ]
    return [{"group": group, "hospitals": pages}]


def body(language: str):
    """A text with one of every block that needs no file."""
    is_french = language == "fr"
    cell = "<p>Texte courant, avec <b>du gras</b>, <i>de l’italique</i> et <a href='/'>un lien</a>.</p>"
    english = "<p>Running text, with <b>bold</b>, <i>italics</i> and <a href='/'>a link</a>.</p>"
    text = cell if is_french else english
    rows = [
        ("heading", "Un intertitre" if is_french else "A heading"),
        (
            "text",
            text
            + ("<ul><li>Un</li><li>Deux</li></ul>" if is_french else "<ul><li>One</li><li>Two</li></ul>"),
        ),
        (
            "quote",
            {
                "text": "Ce que quelqu’un a dit" if is_french else "What somebody said",
                "speaker": "Pr Camille Morvan" if is_french else "Prof. Camille Morvan",
                "role": "cheffe de service" if is_french else "head of department",
            },
        ),
        (
            "key_figures",
            {
                "figures": [
                    {"value": "11 millions" if is_french else "11 million", "label": "patients"},
                    {"value": "42", "label": "hôpitaux" if is_french else "hospitals"},
                ],
                "source": "2026",
            },
        ),
        (
            "table",
            {
                "caption": "Un tableau" if is_french else "A table",
                "header": ["2025", "2026"],
                "rows": [["12", "14"], ["8", "9"]],
            },
        ),
        ("callout", {"title": "À savoir" if is_french else "Good to know", "text": text}),
    ]
    return BodyBlock().to_python([{"type": kind, "value": value} for kind, value in rows])
