"""A query as the statements of the directory take it: which words, each the beginning of a word, all of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from newsroom.languages import active

from . import query_language, synonyms
from .normalising import key
from .query_language import Query, Term

SHORTEST_PLURAL = 4  # letters
LEFT_OUT = frozenset(
    "de la le les l du des d un une a au aux et en pour chez dans sur the of and at in for an to my".split()
)


@dataclass(frozen=True)
class Asked:
    query: Query
    language: str
    kind: str = ""
    hospital_id: int | None = None
    specialty_id: int | None = None

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """Without the words that say nothing, unless there are no others."""
        terms = (*self.query.phrases, *self.query.terms)
        telling = tuple(term for term in terms if not LEFT_OUT.issuperset(term.keys))
        return telling or terms

    @cached_property
    def words(self) -> list[str]:
        """The keys of the terms, without the words that say nothing."""
        words = [word for term in self.terms for word in term.keys]
        return [word for word in words if word not in LEFT_OUT] or words

    @cached_property
    def wholes(self) -> list[str]:
        """What was typed as one name: with everything, with its title, without what says nothing, in one word."""
        typed = key(self.query.text)
        named = " ".join(word for term in self.query.terms for word in term.keys)
        return list(dict.fromkeys(filter(None, [typed, named, " ".join(self.words), "".join(self.words)])))

    @cached_property
    def parts(self) -> list[str]:
        """Words that follow one another, of those typed: what may be a whole name among them."""
        words, count = self.words, len(self.words)
        return [" ".join(words[start:end]) for start in range(count) for end in range(start + 1, count + 1)]

    def parameters(self) -> dict[str, object]:
        return {
            "tsquery": self._tsquery("", prefix=True),
            "in_names": self._tsquery("A", prefix=True),
            "as_typed": self._tsquery("", prefix=False),
            "wholes": self.wholes,
            "whole": " ".join(self.words),
            "parts": self.parts,
            "title": self.query.title,
        }

    def _tsquery(self, weights: str, prefix: bool) -> str:
        end = (":*" if prefix else ":" if weights else "") + weights
        all_of = [
            self._any_of(terms, others, end) for terms, others in synonyms.groups(self.terms, self.language)
        ]
        asked = " & ".join(filter(None, all_of))
        if prefix and 1 < len(self.words) < 4:  # "le febvre", "de la tour": in one word
            glued = "".join(word for term in self.terms for word in term.keys)
            asked = f"({asked}) | {glued}{end}"
        excluded = [f"!({_all(term.keys, end)})" for term in self.query.excluded]
        return " & ".join([f"({asked})", *excluded])

    def _any_of(self, terms: tuple[Term, ...], others: tuple[str, ...], end: str) -> str:
        words = [word for term in terms for word in term.keys if word not in LEFT_OUT or len(self.terms) == 1]
        ways = [_all(words or [word for term in terms for word in term.keys], end)]
        ways += [term.glued + end for term in terms if len(term.keys) > 1]
        ways += [_all(words, end) for other in others if (words := key(other).split())]
        return f"({' | '.join(ways)})"

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def names_nobody(self) -> bool:
        """Something was typed in which there is no word for a name: a release's number, a month, signs."""
        return not self and bool(self.query.text)


def _all(words: Iterable[str], end: str) -> str:
    """All of them; where words are beginnings of words, a plural finds the singular."""
    stems = (_singular(word) if end.startswith(":*") else word for word in words)
    return "(" + " & ".join(f"{stem}{end}" for stem in stems) + ")"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORTEST_PLURAL and word[-1] in "sx" else word


def ask(raw: str | None, **filters) -> Asked:
    """`filters`: kind, hospital_id, specialty_id."""
    return Asked(query_language.parse(raw), active(), **filters)
