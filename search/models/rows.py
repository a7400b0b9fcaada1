"""The tables that are searched. They are made from the content, hold nothing of their own, and can be made anew.

Rows may be of what is not public yet: each search asks newsroom/visibility.py again, so that a release is found at
its second.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast


class _Function(Func):
    output_field = models.TextField()


def key_of(field: str) -> Func:
    return _Function(F(field), function="public.search_key")


def words(field: str, weight: str) -> Func:
    """The words of a field as a vector of that weight, A to D."""
    vector = Func(F(field), function="public.search_words", output_field=SearchVectorField())
    return Func(
        vector,
        Value(weight),
        function="setweight",
        template='%(function)s(%(expressions)s::"char")',
        output_field=SearchVectorField(),
    )


class DirectoryRow(models.Model):
    """One practitioner, department, hospital or specialty."""

    class Kind(models.TextChoices):
        PRACTITIONER = "practitioner"
        SERVICE = "service"
        HOSPITAL = "hospital"
        SPECIALTY = "specialty"

    kind = models.CharField(max_length=12, choices=Kind)
    object_id = models.BigIntegerField()
    slug = models.CharField(max_length=255)
    label_fr = models.TextField()
    label_en = models.TextField()
    detail_fr = models.TextField(blank=True)
    detail_en = models.TextField(blank=True)
    names = models.TextField(
        help_text="The object's own names, in both languages, with acronyms and lay words."
    )
    name_keys = ArrayField(models.TextField(), default=list, help_text="The key of each of the names, whole.")
    context = models.TextField(
        blank=True, help_text="Where it is and what it does: specialty, hospital, group."
    )
    last_name = models.TextField(blank=True)
    sort_name = models.TextField(blank=True, help_text="By which it stands in a list: the family name first.")
    hospital_ids = ArrayField(models.IntegerField(), default=list)
    specialty_ids = ArrayField(models.IntegerField(), default=list)
    is_listed = models.BooleanField(default=True, help_text="Until `changes_on`; then the records are asked.")
    weight = models.SmallIntegerField(default=0, help_text="Of two equal hits the heavier one comes first.")
    changes_on = models.DateField(null=True, help_text="The next day on which it must be made anew.")
    last_key = models.GeneratedField(
        expression=key_of("last_name"), output_field=models.TextField(), db_persist=True
    )
    sort_key = models.GeneratedField(
        expression=_Function(F("sort_name"), function="public.search_sort_key"),
        output_field=models.TextField(),
        db_persist=True,
    )
    vector = models.GeneratedField(
        expression=Func(
            words("names", "A"),
            words("context", "C"),
            template="(%(expressions)s)",
            arg_joiner=" || ",
            output_field=SearchVectorField(),
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        db_table = "search_directory"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="search_directory_once")]
        indexes = [
            GinIndex(fields=["vector"], name="search_directory_vector", fastupdate=False),
            GinIndex(
                fields=["vector"],
                name="search_directory_things",
                fastupdate=False,
                condition=~models.Q(kind="practitioner"),
            ),
            models.Index(fields=["last_key"], name="search_directory_family", opclasses=["text_pattern_ops"]),
            GinIndex(fields=["hospital_ids"], name="search_directory_hospitals", fastupdate=False),
            GinIndex(fields=["specialty_ids"], name="search_directory_specialties", fastupdate=False),
            models.Index(fields=["kind", "sort_key"], name="search_directory_sorted"),
            models.Index(fields=["changes_on"], name="search_directory_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class ContentRow(models.Model):
    """One page in one language: the approved text, in words. It goes when its page goes: the database sees to that."""

    page_id = models.IntegerField()
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=12)  # release, hospital, page
    type_id = models.IntegerField(null=True)
    hospital_ids = ArrayField(models.IntegerField(), default=list)
    specialty_ids = ArrayField(models.IntegerField(), default=list)
    published_at = models.DateTimeField(null=True)
    year = models.SmallIntegerField(null=True)
    path = models.CharField(max_length=255, help_text="The page's place in the tree.")
    digest = models.CharField(max_length=64, help_text="Of what the row was made from.")
    heading = models.TextField(default="")
    plain = models.TextField(default="", help_text="The text without marks, to quote from.")
    title = SearchVectorField()
    text = SearchVectorField()

    class Meta:
        db_table = "search_content"
        constraints = [models.UniqueConstraint(fields=["page_id", "language"], name="search_content_once")]
        indexes = [
            GinIndex(fields=["text"], name="search_content_text", fastupdate=False),
            GinIndex(fields=["title"], name="search_content_title", fastupdate=False),
            models.Index(
                F("language"), F("published_at").desc(), F("page_id").desc(), name="search_content_newest"
            ),
            # The names of hospitals are asked of it in every search.
            models.Index(fields=["kind"], name="search_content_pages", condition=~models.Q(kind="release")),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.language}"


class Word(models.Model):
    """A word of what readers may see, to mend a misspelt one by."""

    class Scope(models.TextChoices):
        DIRECTORY = "directory"
        FRENCH = "fr"
        ENGLISH = "en"

    scope = models.CharField(max_length=10, choices=Scope)
    word = models.CharField(max_length=80)
    written = models.CharField(
        max_length=80, default="", help_text="With its accents, as it stands most often."
    )
    uses = models.IntegerField(default=1)
    sound = models.GeneratedField(
        expression=_Function(Cast(F("word"), models.TextField()), function="public.search_sound"),
        output_field=models.TextField(),
        db_persist=True,
    )

    class Meta:
        db_table = "search_word"
        constraints = [models.UniqueConstraint(fields=["scope", "word"], name="search_word_once")]
        indexes = [
            GinIndex(OpClass(F("word"), "gin_trgm_ops"), name="search_word_trigrams", fastupdate=False),
            GinIndex(
                OpClass(F("sound"), "gin_trgm_ops"), name="search_word_sound_trigrams", fastupdate=False
            ),
            models.Index(fields=["scope", "sound"], name="search_word_sound"),
        ]

    def __str__(self) -> str:
        return self.word
