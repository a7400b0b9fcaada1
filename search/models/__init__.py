from .former import FormerSlug
from .practitioners import Affiliation, Practitioner
from .rows import ContentRow, DirectoryRow, Word
from .services import Service
from .synonyms import Synonym

__all__ = [
    "Affiliation",
    "ContentRow",
    "DirectoryRow",
    "FormerSlug",
    "Practitioner",
    "Service",
    "Synonym",
    "Word",
]
