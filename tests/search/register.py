"""Lines of the national extract, as the register writes them. Everybody in them is invented."""

from pathlib import Path

TITLES = (
    "Type d'identifiant PP|Identifiant PP|Identification nationale PP|Code civilité d'exercice|"
    "Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|Prénom d'exercice|Code profession|"
    "Libellé profession|Code catégorie professionnelle|Libellé catégorie professionnelle|Code type savoir-faire|"
    "Libellé type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Libellé mode exercice|"
    "Numéro SIRET site|Numéro SIREN site|Numéro FINESS site|Numéro FINESS établissement juridique|"
    "Identifiant technique de la structure|Raison sociale site|Enseigne commerciale site|"
    "Complément destinataire (coord. structure)|Complément point géographique (coord. structure)|"
    "Numéro Voie (coord. structure)|Indice répétition voie (coord. structure)|"
    "Code type de voie (coord. structure)|Libellé type de voie (coord. structure)|"
    "Libellé Voie (coord. structure)|Mention distribution (coord. structure)|Bureau cedex (coord. structure)|"
    "Code postal (coord. structure)|Code commune (coord. structure)|Libellé commune (coord. structure)|"
    "Code pays (coord. structure)|Libellé pays (coord. structure)|Téléphone (coord. structure)|"
    "Téléphone 2 (coord. structure)|Télécopie (coord. structure)|Adresse e-mail (coord. structure)|"
    "Code Département (structure)|Libellé Département (structure)|Ancien identifiant de la structure|"
    "Autorité d'enregistrement|Code secteur d'activité|Libellé secteur d'activité|"
    "Code section tableau pharmaciens|Libellé section tableau pharmaciens|Code rôle|Libellé rôle|"
    "Code genre activité|Libellé genre activité"
).split("|")
HEADER = "|".join(TITLES) + "|"
PLACES = {
    "kind": "Type d'identifiant PP",
    "rpps": "Identifiant PP",
    "civility": "Code civilité d'exercice",
    "last": "Nom d'exercice",
    "first": "Prénom d'exercice",
    "profession": "Code profession",
    "category": "Code catégorie professionnelle",
    "skill": "Code savoir-faire",
    "skill_name": "Libellé savoir-faire",
    "finess": "Numéro FINESS site",
    "legal_entity": "Numéro FINESS établissement juridique",
    "telephone": "Téléphone (coord. structure)",
    "mail": "Adresse e-mail (coord. structure)",
}
COCHIN, NECKER, ELSEWHERE = "750100166", "750100208", "690000001"
USUAL = {
    "kind": "8", "rpps": "99900000001", "civility": "DR", "last": "DE LA TOUR", "first": "JEAN-MARIE",
    "profession": "10", "category": "C", "skill": "SM04", "skill_name": "Cardiologie et maladies vasculaires",
    "finess": COCHIN, "telephone": "0600000000", "mail": "someone@example.org",
}  # fmt: skip


def line(**changes: str) -> str:
    """A complete line of one activity: `line(last="MARTIN")`."""
    cells = dict.fromkeys(TITLES, "") | {PLACES[name]: value for name, value in (USUAL | changes).items()}
    return "|".join(cells.values()) + "|"


def number(rank: int) -> str:
    return f"{99900000000 + rank}"


def write(path: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(f"{text}\n" for text in (header, *lines)).encode(encoding))
    return path
