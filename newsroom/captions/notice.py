from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """What a picture's file says. Texts by language code, the reference first; an empty one is left out.

    `reference`, `address`: of the release that gives it.
    """

    captions: dict[str, str]
    alts: dict[str, str]
    usage: dict[str, str]
    credit: str
    reference: str
    address: str

    @property
    def rights(self) -> dict[str, str]:
        return {code: f"{self.credit}. {terms}." for code, terms in self.usage.items() if self.credit}


def first(texts: dict[str, str]) -> str:
    return next(filter(None, texts.values()), "")
