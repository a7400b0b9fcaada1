from django.core.management.base import BaseCommand
from django.utils import translation

from newsroom.languages import codes
from search import asked, finding, synonyms
from search.query_language import parse


class Command(BaseCommand):
    help = "Why a result of the content search is where it is."

    def add_arguments(self, parser) -> None:
        parser.add_argument("query")
        parser.add_argument("--language", choices=codes(), default=codes()[0])
        parser.add_argument("--results", type=int, default=10)

    def handle(self, *args, **options) -> None:
        language = options["language"]
        with translation.override(language):
            self._explain(options["query"], language, options["results"])

    def _explain(self, text: str, language: str, number: int) -> None:
        query = parse(text)
        self.stdout.write(f"read as    {query}")
        for terms, alternatives in synonyms.groups(query.terms, language):
            if alternatives:
                typed = " ".join(word for term in terms for word in term.words)
                self.stdout.write(f"synonyms   {typed}: {', '.join(alternatives)}")
        here = asked.read(query)[language]
        self.stdout.write(f"searched   {here.every or '(nothing but stop words)'}")
        self.stdout.write(f"exact      {here.phrase}")
        place = finding.Place(size=number)
        found = finding.find(here.every, language, finding.Filters(), place, here.phrase)
        self.stdout.write(f"found      {found.total}")
        for position, hit in enumerate(found.hits, 1):
            parts = " × ".join(f"{name} {value:.3f}" for name, value in hit.parts.items())
            self.stdout.write(f"{position:3}. {hit.score:.4f} = {parts}  {hit.kind}  {hit.heading}")
