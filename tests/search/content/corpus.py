"""A small press room to search in: what each release says, in French and, for some, in English. Invented."""

from datetime import datetime, timedelta

from newsroom.models import HospitalName
from newsroom.paris import PARIS
from search.models import Synonym
from tests import factories

# key: (date, title, summary, text, fields)
RELEASES = {
    "greffe-foie": (
        "2024-03-12",
        "Première greffe de foie robotisée",
        "Une équipe de chirurgie réalise une greffe hépatique assistée par un robot.",
        "Le patient, âgé de 54 ans, est sorti après six jours.",
        {},
    ),
    "covid-vaccin": (
        "2021-06-08",
        "COVID-19 : ouverture d’un centre de vaccination",
        "Le centre accueille mille personnes par jour.",
        "La vaccination contre la covid-19 est ouverte à tous.",
        {},
    ),
    "covid-long": (
        "2023-02-01",
        "Covid long : une consultation pour les malades",
        "Des symptômes qui durent.",
        "Fatigue, essoufflement, perte de l’odorat.",
        {},
    ),
    "budget": (
        "2025-01-20",
        "L’AP-HP présente son budget 2025",
        "L’institution investit dans ses hôpitaux.",
        "Le déficit recule.",
        {},
    ),
    "maternite": (
        "2022-09-15",
        "Une nouvelle maternité pour l’est parisien",
        "Les naissances y seront plus douces.",
        "Sages-femmes et pédiatres y travaillent ensemble.",
        {"hospitals": "necker"},
    ),
    "coeur-oeuvre": (
        "2023-11-03",
        "Un cœur artificiel, œuvre d’une équipe française",
        "La prothèse bat sans pile.",
        "L’insuffisance cardiaque touche un million de personnes.",
        {"specialty": "cardiologie"},
    ),
    "urgences": (
        "2024-07-30",
        "Canicule : les urgences s’organisent",
        "Les services d’urgence appellent à la prudence.",
        "Boire, se rafraîchir, prendre des nouvelles de ses voisins.",
        {},
    ),
    "etude-avc": (
        "2024-05-21",
        "Accident vasculaire cérébral : une étude change la prise en charge",
        "Les résultats sont publiés.",
        "Dix-huit centres ont participé.",
        {"doi": "10.1234/avc.2024.5", "type": "etude"},
    ),
    "cancer-sein": (
        "2023-10-02",
        "Octobre rose : dépister le cancer du sein",
        "Le dépistage sauve des vies.",
        "Une mammographie tous les deux ans.",
        {},
    ),
    "recrutement": (
        "2024-09-10",
        "Infirmières et infirmiers : l’AP-HP recrute",
        "Deux mille postes sont ouverts.",
        "Les infirmières diplômées sont attendues.",
        {},
    ),
    "sclerose": (
        "2022-04-14",
        "Sclérose en plaques : un traitement prometteur",
        "Un essai clinique commence.",
        "L’anticorps est injecté deux fois par an.",
        {},
    ),
    "don-organes": (
        "2023-06-22",
        "Journée du don d’organes",
        "Chacun peut dire sa volonté.",
        "Le rein est l’organe le plus greffé. La greffe sauve.",
        {},
    ),
    "reference": (
        "2026-02-02",
        "Un scanner à comptage photonique",
        "L’appareil voit des détails plus fins.",
        "La dose de rayons baisse.",
        {"reference": "CP-2026-041"},
    ),
    "mains": (
        "2022-05-05",
        "Hygiène des mains : la mission continue",
        "Se laver les mains, un geste qui protège.",
        "Le savon et la friction.",
        {},
    ),
    "pediatrie": (
        "2025-03-18",
        "Chirurgie de l’enfant : moins d’anesthésies",
        "L’hypnose aide les plus jeunes.",
        "À l’hôpital Necker, un bloc sur deux l’emploie.",
        {"hospitals": "necker"},
    ),
    "pompidou": (
        "2024-11-11",
        "Un nouveau bloc opératoire",
        "Six salles, dont une hybride.",
        "Les travaux ont duré deux ans.",
        {"hospitals": "pompidou"},
    ),
    "nomination": (
        "2025-06-02",
        "Nomination à la direction de la recherche",
        "La professeure prend ses fonctions.",
        "Elle dirigeait un laboratoire commun.",
        {"type": "nomination"},
    ),
    "thrombectomie": (
        "2020-01-15",
        "La thrombectomie, un geste qui sauve",
        "Après un AVC, chaque minute compte.",
        "Le caillot est retiré.",
        {},
    ),
    "sommeil": (
        "2021-12-01",
        "Apnée du sommeil : mieux la reconnaître",
        "Un ronflement n’est pas anodin.",
        "L’ORL et le pneumologue travaillent ensemble.",
        {},
    ),
    "sang": (
        "2026-01-08",
        "Drépanocytose : thérapie génique",
        "Les globules rouges sont corrigés.",
        "Trois patients vont bien.",
        {},
    ),
}
ENGLISH = {
    "greffe-foie": (
        "First robotic liver transplant",
        "A surgical team transplants a liver with a robot.",
        "The patient left after six days.",
    ),
    "covid-vaccin": (
        "COVID-19: a vaccination centre opens",
        "It receives one thousand people a day.",
        "Vaccination is open to all.",
    ),
    "coeur-oeuvre": (
        "An artificial heart made by a French team",
        "The prosthesis beats without a battery.",
        "Heart failure affects one million people.",
    ),
    "etude-avc": (
        "Stroke: a study changes care",
        "The results are published.",
        "Eighteen centres took part.",
    ),
    "recrutement": (
        "Nurses: AP-HP is recruiting",
        "Two thousand positions are open.",
        "Qualified nurses are expected.",
    ),
}
SYNONYMS = {
    "attaque cérébrale": "accident vasculaire cérébral",
    "avc": "accident vasculaire cérébral",
    "sep": "sclérose en plaques",
    "heart attack": "infarction\nheart failure",
}


def write(site) -> None:
    pompidou = factories.hospital(
        site.hospitals, "pompidou", "Georges-Pompidou", title_fr="Hôpital européen Georges-Pompidou"
    )
    HospitalName.objects.create(hospital=pompidou, kind="acronym", name="HEGP", sort_order=0)
    hospitals = {"necker": site.necker, "pompidou": pompidou, None: site.cochin}
    factories.specialty()
    factories.specialty(
        "neurologie", name_fr="Neurologie", name_en="Neurology", lay_words_fr="cerveau", lay_words_en="brain"
    )
    for term, alternatives in SYNONYMS.items():
        Synonym.objects.create(term=term, alternatives=alternatives)
    for key in RELEASES:
        _write(site, key, hospitals)


def _write(site, key: str, hospitals: dict) -> None:
    day, title, summary, text, more = RELEASES[key]
    fields = {name: more[name] for name in ("doi", "reference") if name in more}
    if key in ENGLISH:
        title_en, summary_en, text_en = ENGLISH[key]
        fields |= {"title_en": title_en, "summary_en": summary_en, "body_en": [("text", f"<p>{text_en}</p>")],
                   "slug_en": f"{key}-en", "english_ready": True}  # fmt: skip
    specialty = more.get("specialty")
    factories.public_release(
        site,
        slug=key,
        title_fr=title,
        summary_fr=summary,
        body_fr=[("text", f"<p>{text}</p>")],
        published_at=datetime.fromisoformat(day).replace(tzinfo=PARIS) + timedelta(hours=11),
        release_type=factories.release_type(more.get("type", "communique")),
        hospitals=[hospitals[more.get("hospitals")]],
        specialties=[factories.specialty(specialty)] if specialty else [],
        **fields,
    )
