from django import template
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def people_heading(people: list) -> str:
    """Attachée, Attaché, Attachées, Attachés de presse: by number and gender."""
    is_feminine = all(person.gender == person.Gender.FEMININE for person in people)
    if len(people) == 1:
        return (
            pgettext("feminine", "Press officer") if is_feminine else pgettext("masculine", "Press officer")
        )
    return pgettext("feminine", "Press officers") if is_feminine else pgettext("masculine", "Press officers")
