"""Which fields exist once a language. The columns are made here; the rules are in languages.py."""

from modeltranslation.translator import TranslationOptions, register

from . import models
from .languages import REFERENCE


@register(models.BilingualPage)
class BilingualPageOptions(TranslationOptions):
    fields = ("title", "seo_title", "search_description")
    required_languages = {REFERENCE: ("title",)}
    fallback_languages = {"default": (REFERENCE,)}  # a title is never empty: the admin and its log need one


class PageOptions(TranslationOptions):
    fallback_languages = {"default": ()}


@register([models.HomePage, models.NewsroomIndexPage, models.HospitalIndexPage])
class IntroOptions(PageOptions):
    fields = ("intro",)


@register(models.StandardPage)
class StandardPageOptions(PageOptions):
    fields = ("body",)


@register(models.HospitalPage)
class HospitalPageOptions(PageOptions):
    fields = ("description", "access", "press_entrance", "press_meeting_point", "interview_rules")


@register(models.PressOfficePage)
class PressOfficePageOptions(PageOptions):
    fields = ("weekday_text", "on_call_text", "filming_rules", "notice")


@register(models.PressReleasePage)
class PressReleasePageOptions(PageOptions):
    fields = ("place", "summary", "body", "boilerplate", "event_place", "event_access", "event_notice")
    required_languages = {REFERENCE: ("summary",)}


class RecordOptions(TranslationOptions):
    fallback_languages = {"default": (REFERENCE,)}


@register([models.PressContact, models.ReleaseContact])
class RoleOptions(RecordOptions):
    fields = ("role",)


@register(models.InstitutionSettings)
class InstitutionOptions(RecordOptions):
    fields = ("legal_name", "publication_director", "accessibility_author", "data_protection_contact")


@register(models.InformationBanner)
class BannerOptions(RecordOptions):
    fields = ("text", "link_text")
    required_languages = {REFERENCE: ("text",)}


@register(models.Correction)
class CorrectionOptions(RecordOptions):
    fields = ("note",)
    required_languages = (REFERENCE,)


@register([models.Specialty])
class SpecialtyOptions(RecordOptions):
    fields = ("name", "lay_words")
    required_languages = {REFERENCE: ("name",)}


@register(models.ReleaseType)
class ReleaseTypeOptions(RecordOptions):
    fields = ("name", "name_plural")
    required_languages = (REFERENCE,)


@register(models.HospitalGroup)
class HospitalGroupOptions(RecordOptions):
    fields = ("name",)
    required_languages = (REFERENCE,)


@register(models.Boilerplate)
class BoilerplateOptions(RecordOptions):
    fields = ("text",)
    required_languages = (REFERENCE,)


@register(models.Partner)
class PartnerOptions(RecordOptions):
    fields = ("boilerplate",)


@register(models.Expert)
class ExpertOptions(RecordOptions):
    fields = ("function", "subjects")
    required_languages = {REFERENCE: ("function", "subjects")}


@register(models.Withdrawal)
class WithdrawalOptions(RecordOptions):
    fields = ("reason",)


@register([models.PressImage])
class PressImageOptions(RecordOptions):
    fields = ("alt", "caption")


@register(models.PressDocument)
class PressDocumentOptions(RecordOptions):
    fields = ("summary",)
