import pytest
from django.utils import translation

from search import directory as finder
from search import directory_query

from .queries import rows


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "query", "kind", "keys"), rows(), ids=lambda value: str(value)[:40])
def test_the_right_answer_comes_first(directory, language, query, kind, keys):
    with translation.override(language):
        hits = finder.suggest(directory_query.ask(query), 8)
    found = [(hit.kind, hit.slug) for hit in hits]
    assert found, query
    assert found[0][0] == kind, found
    assert found[0][1].startswith(keys), found
