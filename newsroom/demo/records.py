from datetime import date

from newsroom.models import Boilerplate, HospitalGroup, InstitutionSettings, Partner, Specialty
from newsroom.starter import tree

from . import data

ASSESSED_ON = date(2026, 11, 24)  # the day of the table in docs/accessibility.md


def load_institution() -> None:
    tree.ensure_institution()
    InstitutionSettings.objects.update(
        accessibility_date=ASSESSED_ON,
        accessibility_author_fr="L’équipe qui a fait ce site",
        accessibility_author_en="The team that made this site",
    )


def load() -> None:
    load_institution()
    for order, row in enumerate(data.read("groups")):
        HospitalGroup.objects.create(
            slug=row["slug"],
            abbreviation=row["abbreviation"] or "",
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            university=row["university"] or "",
            former_names=row.get("former_name_fr") or "",
            order=order,
        )
    for row in data.read("specialties"):
        Specialty.objects.create(
            slug=row["slug"],
            name_fr=row["name_fr"],
            name_en=row["name_en"],
            lay_words_fr="\n".join(row["lay_words_fr"]),
            lay_words_en="\n".join(row["lay_words_en"]),
            rpps_codes="\n".join(row.get("rpps_codes", [])),
        )
    for row in data.read("partners"):
        Partner.objects.create(
            key=row["key"],
            name=row["name"],
            url=row["url"],
            boilerplate_fr=row["boilerplate_fr"],
            boilerplate_en=row["boilerplate_en"],
        )
    for row in data.read("boilerplates"):
        Boilerplate.objects.create(
            valid_from=date.fromisoformat(row["valid_from"]), text_fr=row["text_fr"], text_en=row["text_en"]
        )
