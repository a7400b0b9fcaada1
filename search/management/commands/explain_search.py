from django.core.management.base import BaseCommand
from django.utils import translation

from newsroom.languages import codes
from search import asked, directory, finding, similar, synonyms
from search.directory_query import ask
from search.query_language import parse


class Command(BaseCommand):
    help = "Why a result of the content search, or of the directory, is where it is."

    def add_arguments(self, parser) -> None:
        parser.add_argument("query")
        parser.add_argument("--language", choices=codes(), default=codes()[0])
        parser.add_argument("--results", type=int, default=10)

    def handle(self, *args, **options) -> None:
        language, text, number = options["language"], options["query"], options["results"]
        with translation.override(language):
            self._explain_reading(text, language)
            self._explain_directory(text, number)
            self._explain_content(text, language, number)

    def _explain_reading(self, text: str, language: str) -> None:
        query = parse(text)
        self.stdout.write(f"read as    {query}")
        for terms, alternatives in synonyms.groups(query.terms, language):
            if alternatives:
                typed = " ".join(word for term in terms for word in term.words)
                self.stdout.write(f"synonyms   {typed}: {', '.join(alternatives)}")

    def _explain_directory(self, text: str, number: int) -> None:
        query = ask(text)
        self.stdout.write("\nDirectory")
        self.stdout.write(f"searched   {query.parameters()['tsquery'] if query else '(everything)'}")
        self.stdout.write(f"found      {dict(directory.counts(query))}")
        for position, (hit, score, parts) in enumerate(directory.explain(query, number), 1):
            sum_of = " + ".join(f"{value:g} ({name})" for name, value in parts.items() if value)
            self.stdout.write(f"{position:3}. {score:g} = {sum_of}  {hit.kind}  {hit.label}, {hit.detail}")
        for hit in similar.near(query, number, directory.exact(query, number)):
            self.stdout.write(f"near       {hit.kind}  {hit.label}, {hit.detail}")

    def _explain_content(self, text: str, language: str, number: int) -> None:
        here = asked.read(parse(text))[language]
        self.stdout.write("\nContent")
        self.stdout.write(f"searched   {here.every or '(nothing but stop words)'}")
        self.stdout.write(f"exact      {here.phrase}")
        place = finding.Place(size=number)
        found = finding.find(here.every, language, finding.Filters(), place, here.phrase)
        self.stdout.write(f"found      {found.total}")
        for position, hit in enumerate(found.hits, 1):
            parts = " × ".join(f"{name} {value:.3f}" for name, value in hit.parts.items())
            self.stdout.write(f"{position:3}. {hit.score:.4f} = {parts}  {hit.kind}  {hit.heading}")
