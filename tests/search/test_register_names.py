"""Names of the register, which are in capitals and without accents, as people write them."""

import pytest

from search.imports.names import as_written


@pytest.mark.parametrize(
    ("capitals", "written"),
    [
        ("MARTIN", "Martin"),
        ("DE LA TOUR", "de La Tour"),
        ("D'ORMESSON", "d’Ormesson"),
        ("D' ORMESSON", "d’Ormesson"),
        ("DE L'ETOILE", "de L’Etoile"),
        ("DU BELLAY", "du Bellay"),
        ("LE GALL", "Le Gall"),
        ("MARTIN-DUPONT", "Martin-Dupont"),
        ("DUPONT--MARTIN", "Dupont-Martin"),
        ("DUPONT - MARTIN", "Dupont-Martin"),
        ("BOIS-DE-LA-TOUR", "Bois-de-La-Tour"),
        ("JEAN PIERRE", "Jean Pierre"),
        ("MCDONALD", "McDonald"),
        ("O'BRIEN", "O’Brien"),
        ("VAN DER BERG", "Van der Berg"),
        ("DE", "De"),
        ("  MARTIN   DUPONT ", "Martin Dupont"),
        ("NGUYÊN", "Nguyên"),
        ("von Trotha", "von Trotha"),
        ("", ""),
        ("--'", ""),
    ],
)
def test_a_name_in_capitals_is_written_as_people_do(capitals, written):
    assert as_written(capitals) == written
