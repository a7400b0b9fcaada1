"""Which of the records that match comes first: exact before nearly, names before places, wholes before parts.

The score of a row is the sum of the parts that hold for it, each with its condition on the row in SQL. docs/search.md
says it in words, and `explain_search` prints the parts of each result.
"""

from .models import DirectoryRow

Kind = DirectoryRow.Kind

# Parameters: see directory.Asked. `&&` on two arrays: they share an element.
PARTS = {
    "one of its names, whole": "12 * (name_keys && %(wholes)s::text[])::int",
    "the family name, whole": "11 * (last_key = ANY(%(wholes)s::text[]))::int",
    "one of its names, whole, and where it is": """8 * (
        (name_keys && %(parts)s::text[] OR last_key = ANY(%(parts)s::text[]))
        AND NOT vector @@ to_tsquery('simple', %(in_names)s))::int""",
    "every word begins a word of its names": "6 * (vector @@ to_tsquery('simple', %(in_names)s))::int",
    "every word stands as it was typed": "3 * (vector @@ to_tsquery('simple', %(as_typed)s))::int",
    "the family name begins so": "2 * starts_with(last_key, %(whole)s::text)::int",
    "a name begins so": "1 * EXISTS (SELECT FROM unnest(name_keys) n WHERE starts_with(n, %(whole)s::text))::int",
    "a person, asked for by title": "8 * (kind = 'practitioner' AND %(title)s::text IS NOT NULL)::int",
    "that title": "0.5 * (kind = 'practitioner' AND starts_with(lower(label_fr), %(title)s::text) IS TRUE)::int",
    "kind": "CASE kind WHEN 'specialty' THEN 3 WHEN 'hospital' THEN 2.5 WHEN 'service' THEN 2 ELSE 0 END",
    "weight": "0.01 * weight",
}
SCORE = " + ".join(PARTS.values())

# Among the eight suggestions, so that a specialty of forty hospitals leaves room for its doctors.
MOST_SUGGESTED = {Kind.SPECIALTY: 2, Kind.HOSPITAL: 3, Kind.SERVICE: 3, Kind.PRACTITIONER: 5}
