from datetime import date

from newsroom.models import Boilerplate, HospitalGroup, InstitutionSettings, Partner, Specialty

from . import data


def load() -> None:
    InstitutionSettings.objects.create(
        legal_name="Assistance publique – Hôpitaux de Paris, établissement public de santé",
        seat="55 boulevard Diderot, 75012 Paris",
        phone="+33140273000",
    )
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
