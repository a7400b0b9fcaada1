from modeltranslation.translator import TranslationOptions, register

from newsroom.languages import REFERENCE

from .models import Service


@register(Service)
class ServiceOptions(TranslationOptions):
    fields = ("name", "access")
    required_languages = {REFERENCE: ("name",)}
    fallback_languages = {"default": (REFERENCE,)}
