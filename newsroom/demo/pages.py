from datetime import date, time

from newsroom.models import (
    HomePage,
    HospitalGroup,
    HospitalIndexPage,
    HospitalName,
    HospitalPage,
    PressContact,
    PressOfficePage,
)
from newsroom.starter.tree import add_standard_page, publish_below
from newsroom.telephone import normalise

from . import data

HOSPITAL_FIELDS = (
    "short_name finess street_address postcode city latitude longitude emergency_adult emergency_paediatric "
    "description_fr description_en access_fr access_en press_entrance_fr press_entrance_en "
    "press_meeting_point_fr press_meeting_point_en interview_rules_fr interview_rules_en"
).split()
OFFICE_TEXTS = ("weekday_text", "on_call_text", "filming_rules", "notice")


def load_hospitals(parent: HospitalIndexPage) -> dict[str, HospitalPage]:
    groups = {group.slug: group for group in HospitalGroup.objects.all()}
    hospitals = {}
    for row in data.read("hospitals"):
        page = HospitalPage(
            title_fr=row["name_fr"],
            title_en=row["name_en"],
            slug=row["slug"],
            group=groups[row["group"]],
            phone=normalise(row["phone"]),
            english_ready=True,
            **{name: row[name] for name in HOSPITAL_FIELDS if row.get(name) is not None},
        )
        page.other_names = [
            HospitalName(kind=name["kind"], name=name["name"]) for name in row.get("names", [])
        ]
        hospitals[row["slug"]] = publish_below(parent, page)
    return hospitals


def _contact(row: dict) -> PressContact:
    fields = {
        name: row[name] for name in ("name", "kind", "gender", "role_fr", "role_en", "email") if row.get(name)
    }
    return PressContact(phone=normalise(row["phone"]) if row.get("phone") else "", **fields)


def load_offices(home: HomePage, hospitals: dict[str, HospitalPage]) -> None:
    for row in data.read("press_offices"):
        hospital = hospitals.get(row.get("hospital") or "")
        name = f" – {hospital.short_name or hospital.title_fr}" if hospital else ""
        page = PressOfficePage(
            title_fr=f"Contacts presse{name}",
            title_en=f"Press office{name}",
            slug="contacts-presse",
            slug_en="press-office",
            english_ready=True,
            email=row["email"],
            phone=normalise(row["phone"]) if row.get("phone") else "",
            on_call_phone=normalise(row["on_call_phone"]) if row.get("on_call_phone") else "",
            opens_at=time.fromisoformat(row["opens_at"]),
            closes_at=time.fromisoformat(row["closes_at"]),
            notice_until=date.fromisoformat(row["notice_until"]) if row.get("notice_until") else None,
            **{
                f"{name}_{code}": row.get(f"{name}_{code}") or ""
                for name in OFFICE_TEXTS
                for code in ("fr", "en")
            },
        )
        page.people = [_contact(person) for person in row["people"]]
        publish_below(hospital or home, page)


def load_standard_pages(home: HomePage) -> None:
    for row in data.read("pages"):
        add_standard_page(home, row)
