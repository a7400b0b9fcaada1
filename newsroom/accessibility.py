"""The state of compliance that the site declares: said once, in the settings; footer, statement and checks ask here.

The rules are those of the standard's legal part (RGAA 4.1, “obligations”): fully, all criteria are met; partially,
half of them at least; not compliant, fewer, or nothing valid was measured. A statement is good for three years.
"""

import re
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Case, CharField, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from . import clock
from .models.institution import Assessment, Compliance, InstitutionSettings
from .paris import to_paris

GOOD_FOR = timedelta(days=3 * 365)
HALF, ALL = 50, 100
STATE_IN_WORDS = re.compile(
    r"\b(non|partiellement|totalement) conforme\b|\b(not|partially|fully) compliant\b", re.IGNORECASE
)


class Fault(NamedTuple):
    """`is_contradiction`: the settings cannot be saved like this; else something is not filled in, or out of date."""

    field: str
    message: str
    is_contradiction: bool = True


def with_state(pages: QuerySet) -> QuerySet:
    """Each base row with `declared_state`: what the settings declare for the statement, None for any other page.

    No query more for the pages that carry it in their footer, which is all of them.
    """
    declared = InstitutionSettings.objects.order_by("pk").values("accessibility_state")[:1]
    state = Coalesce(Subquery(declared), Value(Compliance.PARTIAL.value), output_field=CharField())
    is_statement = Q(standardpage__purpose="accessibility")
    return pages.annotate(declared_state=Case(When(is_statement, then=state), default=None))


def names_a_state(title: str | None) -> bool:
    return bool(STATE_IN_WORDS.search(title or ""))


def contradictions(institution: InstitutionSettings) -> dict[str, str]:
    """{field: message}"""
    return {fault.field: fault.message for fault in faults(institution) if fault.is_contradiction}


def faults(institution: InstitutionSettings) -> list[Fault]:
    return [*_faults_of_the_state(institution), *_faults_of_the_assessment(institution)]


def _faults_of_the_state(institution: InstitutionSettings) -> list[Fault]:
    state, rate = institution.accessibility_state, institution.accessibility_rate
    is_audited = institution.accessibility_date and institution.accessibility_assessment == Assessment.AUDIT
    least, most = {
        Compliance.FULL: (ALL, ALL),
        Compliance.PARTIAL: (HALF, ALL - 1),
        Compliance.NONE: (0, HALF - 1),
    }[Compliance(state)]
    found = []
    if state == Compliance.FULL and not is_audited:
        found.append(Fault("accessibility_state", _("“Fully compliant” needs an audit and its date.")))
    if state == Compliance.PARTIAL and not institution.accessibility_date:
        message = _("“Partially compliant” without a dated assessment: the law then wants “not compliant”.")
        found.append(Fault("accessibility_date", message, is_contradiction=False))
    if rate is not None and not least <= rate <= most:
        words = {"rate": rate, "state": Compliance(state).label}
        message = _("%(rate)d %% of the criteria is not “%(state)s”.") % words
        found.append(Fault("accessibility_rate", message))
    return found


def _faults_of_the_assessment(institution: InstitutionSettings) -> list[Fault]:
    made_on, today = institution.accessibility_date, to_paris(clock.now()).date()
    if made_on is None:
        return []
    if made_on > today:
        return [Fault("accessibility_date", _("An assessment cannot be of a day to come."))]
    found = []
    if today - made_on > GOOD_FOR:
        message = _("The assessment is more than three years old: the statement must be made anew.")
        found.append(Fault("accessibility_date", message, is_contradiction=False))
    if not institution.accessibility_author_fr:
        message = _("Nobody says who carried out the assessment.")
        found.append(Fault("accessibility_author_fr", message, is_contradiction=False))
    return found
