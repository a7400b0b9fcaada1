"""The page of the directory: kinds, filters, what is near told apart, never a dead end."""

import pytest

from newsroom.models import Specialty
from search.models import DirectoryRow

pytestmark = pytest.mark.django_db
BUDGET = 16
FR, EN = "/fr/annuaire/", "/en/directory/"


def text(client, address: str, **data) -> str:
    response = client.get(address, data)
    assert response.status_code == 200
    return response.content.decode()


def links(client, address: str, **data) -> list[str]:
    return [row.url for row in client.get(address, data).context["results"]]


def test_without_words_everything_is_there_by_name(directory, client):
    context = client.get(FR).context
    assert context["total"] == DirectoryRow.objects.count()
    assert context["popular"]
    labels = [row.title for row in client.get(FR, {"kind": "practitioner"}).context["results"]]
    assert labels[:3] == ["Pr Karim Ben Salah", "Dr Sophie Bertrand-Masson", "Dr Zoé Cœurderoy"]


def test_what_is_near_is_said_to_be_near(directory, client):
    page = text(client, FR, q="lefevbre")
    assert "0 résultat" in page
    assert "Noms proches" in page
    assert "/fr/annuaire/medecin/paul-lefebvre/" in page


def test_exact_hits_are_not_drowned(directory, client):
    response = client.get(FR, {"q": "cardiologie"})
    assert response.context["total"] > 3
    assert response.context["near"] == []


def test_filters_narrow_and_kinds_are_counted(directory, client):
    response = client.get(FR, {"q": "cardiologie", "hospital": "tenon"})
    assert {row.url for row in response.context["results"]} == {
        "/fr/annuaire/service/cardiologie-tenon/",
        "/fr/annuaire/medecin/paul-lefebvre/",
        "/fr/annuaire/?specialty=cardiologie",
    }
    assert {tab["label"]: tab["total"] for tab in response.context["tabs"]} == {
        "Tout": 3,
        "Médecins": 1,
        "Services": 1,
        "Spécialités": 1,
    }
    kind = client.get(FR, {"q": "cardiologie", "hospital": "tenon", "kind": "service"})
    assert [row.title for row in kind.context["results"]] == ["Cardiologie"]


def test_a_specialty_has_its_departments_and_its_people(directory, client):
    found = links(client, FR, specialty="dermatologie")
    assert "/fr/annuaire/medecin/marie-martin/" in found
    assert "/fr/annuaire/service/dermatologie-cochin/" in found


def test_telephone_numbers_stand_beside_departments(directory, client):
    assert "tel:+33199001020" in text(client, EN, q="cardiology tenon")


def test_nothing_at_all_still_leads_somewhere(directory, client):
    page = text(client, EN, q="zzkqj wxwx")
    for way_out in ("/en/search/?q=zzkqj%20wxwx", "?kind=specialty", "?kind=hospital", "15 or 112"):
        assert way_out in page


def test_what_has_no_english_name_says_so(directory, client):
    Specialty.objects.get(slug="douleur")
    service = directory.services["Cardiologie", "tenon"]
    service.name_en = ""
    service.save()
    assert 'lang="fr">Cardiologie</a>' in text(client, EN, q="cardiologie tenon", kind="service")


@pytest.mark.parametrize(
    "data", [{"kind": "robot"}, {"hospital": "nowhere"}, {"page": "9999"}, {"page": "-1"}, {"specialty": "x"}]
)
def test_a_bad_value_costs_a_message(directory, client, data):
    response = client.get(FR, {"q": "martin"} | data)
    assert response.status_code == 200
    assert response.context["messages"]


def test_queries_are_as_many_for_one_result_as_for_thirty(directory, client, django_assert_num_queries):
    for query in ("quesnel eleonore", "urgences"):
        client.get(FR, {"q": query})
    with django_assert_num_queries(BUDGET):
        client.get(FR, {"q": "urgences"})
    with django_assert_num_queries(BUDGET):
        client.get(FR, {"q": "cardiologie"})
