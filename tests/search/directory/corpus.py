"""A small directory with the traps of real life: the hospitals and specialties of the demonstration, invented people."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.text import slugify

from newsroom import clock
from newsroom.demo import pages, records
from newsroom.models import Boilerplate, HospitalGroup, HospitalPage, Specialty
from search.models import Affiliation, Practitioner, Service
from search.normalising import key
from tests import factories

GENERAL = (
    "bichat bicetre cochin hegp henri-mondor lariboisiere pitie-salpetriere saint-antoine tenon avicenne"
)

# French name, English name, specialty, hospitals, other names
SERVICES = [
    ("Cardiologie", "Cardiology", "cardiologie", GENERAL, ""),
    ("Urgences", "Emergency department", "medecine-urgence", GENERAL + " beaujon saint-louis", "SAU"),
    ("Neurologie", "Neurology", "neurologie", "pitie-salpetriere lariboisiere henri-mondor bicetre", ""),
    (
        "Urgences pédiatriques",
        "Children’s emergency department",
        "pediatrie",
        "necker robert-debre trousseau",
        "",
    ),
    ("ORL pédiatrique", "Paediatric ENT", "orl", "necker robert-debre", ""),
    (
        "ORL et chirurgie cervico-faciale",
        "ENT, head and neck surgery",
        "orl",
        "hegp pitie-salpetriere tenon",
        "",
    ),
    (
        "Maternité",
        "Maternity unit",
        "gynecologie-obstetrique",
        "cochin bichat necker trousseau robert-debre",
        "",
    ),
    ("Dermatologie", "Dermatology", "dermatologie", "saint-louis cochin henri-mondor", ""),
    ("Ophtalmologie", "Ophthalmology", "ophtalmologie", "cochin rothschild bicetre", ""),
    ("Médecine bucco-dentaire", "Dentistry", "odontologie", "rothschild bretonneau henri-mondor", ""),
    ("Gériatrie aiguë", "Acute geriatrics", "geriatrie", "broca charles-foix bretonneau emile-roux", ""),
    ("Unité neurovasculaire", "Stroke unit", "neurologie", "pitie-salpetriere lariboisiere bicetre", "UNV"),
    ("Néphrologie et dialyse", "Nephrology and dialysis", "nephrologie", "tenon bichat henri-mondor", ""),
    ("Hématologie", "Haematology", "hematologie", "saint-louis pitie-salpetriere henri-mondor", ""),
    ("Imagerie médicale", "Medical imaging", "radiologie", "cochin lariboisiere bichat", "IRM\nScanner"),
    ("Psychiatrie", "Psychiatry", "psychiatrie-adulte", "pitie-salpetriere tenon corentin-celton", ""),
    ("Rhumatologie", "Rheumatology", "rhumatologie", "cochin lariboisiere bichat", ""),
    ("Pneumologie", "Respiratory medicine", "pneumologie", "bichat tenon cochin", ""),
    (
        "Maladies infectieuses",
        "Infectious diseases",
        "maladies-infectieuses",
        "bichat saint-antoine tenon",
        "",
    ),
    (
        "Chirurgie orthopédique",
        "Orthopaedic surgery",
        "chirurgie-orthopedique",
        "cochin ambroise-pare trousseau",
        "",
    ),
]

# Title, first name, family name, service, hospitals, former name
PEOPLE = [
    ("dr", "Anne", "Lefèvre", "Cardiologie", "bichat", ""),
    ("dr", "Paul", "Lefebvre", "Cardiologie", "tenon", ""),
    ("pr", "Camille", "Lefebvre", "Neurologie", "henri-mondor", ""),
    ("dr", "Jean-François", "Martin", "Cardiologie", "pitie-salpetriere", ""),
    ("dr", "Marie", "Martin", "Dermatologie", "saint-louis", "Quesnel"),
    ("dr", "Marie", "Martin", "Maternité", "cochin", ""),
    ("pr", "Hélène", "de La Tour", "Hématologie", "saint-louis", ""),
    ("dr", "Sean", "O’Brien", "Urgences", "hegp", ""),
    ("dr", "Minh", "Nguyễn", "Ophtalmologie", "cochin rothschild", ""),
    ("dr", "Philippe", "Garnier", "Rhumatologie", "cochin", ""),
    ("dr", "Éléonore", "Quesnel", "Psychiatrie", "tenon", ""),
    ("dr", "Sophie", "Bertrand-Masson", "Pneumologie", "bichat", ""),
    ("pr", "Karim", "Ben Salah", "Néphrologie et dialyse", "tenon", ""),
    ("dr", "Yann", "Le Goff", "Urgences pédiatriques", "necker", ""),
    ("dr", "Cécile", "Necker-Dumas", "ORL pédiatrique", "robert-debre", ""),
    ("dr", "Łukasz", "Wójcik", "Imagerie médicale", "lariboisiere", ""),
    ("dr", "Zoé", "Cœurderoy", "Gériatrie aiguë", "broca", ""),
    ("dr", "Adrien", "Rothschild", "Chirurgie orthopédique", "ambroise-pare", ""),
    ("dr", "Françoise", "Dupont", "Médecine bucco-dentaire", "bretonneau", ""),
    ("dr", "Thomas", "Dupond", "Maladies infectieuses", "saint-antoine", ""),
    ("pr", "Christophe", "Schwartz", "Unité neurovasculaire", "lariboisiere", ""),
    ("dr", "Guillaume", "d’Harcourt", "ORL et chirurgie cervico-faciale", "hegp", ""),
]


@dataclass
class Directory:
    hospitals: dict[str, HospitalPage]
    services: dict[tuple[str, str], Service]
    people: dict[str, Practitioner]


def _services(hospitals: dict[str, HospitalPage]) -> dict[tuple[str, str], Service]:
    specialties = {specialty.slug: specialty for specialty in Specialty.objects.all()}
    return {
        (name, slug): Service.objects.create(
            slug=f"{slugify(name)}-{slug}",
            name_fr=name,
            name_en=english,
            specialty=specialties[specialty],
            hospital=hospitals[slug],
            other_names=others,
            phone="+33199001020",
            is_emergency=name.startswith("Urgences"),
        )
        for name, english, specialty, places, others in SERVICES
        for slug in places.split()
    }


def person(first: str, last: str, *services: Service, title: str = "dr", **fields) -> Practitioner:
    slug = key(f"{first} {last}").replace(" ", "-")
    number = Practitioner.objects.filter(slug__startswith=slug).count()
    names = {"title": title, "first_name": first, "last_name": last}
    made = Practitioner.objects.create(slug=f"{slug}-{number + 1}" if number else slug, **names | fields)
    for service in services:
        Affiliation.objects.create(practitioner=made, service=service, hospital=service.hospital)
    return made


def build() -> Directory:
    tree = factories.existing_site()
    for page in (tree.cochin, tree.necker):
        page.delete()
    Specialty.objects.all().delete()
    HospitalGroup.objects.all().delete()
    Boilerplate.objects.all().delete()
    records.load()
    tree.hospitals.refresh_from_db()
    return fill(pages.load_hospitals(tree.hospitals))


def fill(hospitals: dict[str, HospitalPage]) -> Directory:
    services = _services(hospitals)
    people = {}
    for title, first, last, service, places, former in PEOPLE:
        at = [services[service, slug] for slug in places.split() if (service, slug) in services]
        made = person(first, last, *at, title=title, former_name=former)
        people[made.slug] = made
    gone = person("Odile", "Partie", title="dr")
    Affiliation.objects.create(
        practitioner=gone,
        hospital=hospitals["tenon"],
        until_date=clock.today() - timedelta(days=1),
    )
    return Directory(hospitals, services, people | {"gone": gone})
