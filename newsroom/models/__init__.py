from .alerts import AlertDelivery, AlertRequest, AlertSubscription, SuppressedAddress
from .base import BilingualPage
from .cards import SocialCard
from .embargo import OutsideApproval, OutsideComment, PersonalAccess, Reading
from .experts import Expert
from .home import HomePage, StandardPage
from .hospitals import HospitalIndexPage, HospitalName, HospitalPage
from .institution import InformationBanner, InstitutionSettings
from .media import GoneFile, PressDocument, PressImage, PressRendition
from .offices import PressContact, PressOfficePage
from .press_requests import PressRequest, PressRequestCounter, RequestMail, RequestMessage
from .press_room import NewsroomIndexPage
from .problems import ProblemReport
from .publishing import FailedPublication, Heartbeat, OutboxEntry
from .records import Boilerplate, HospitalGroup, Partner, ReleaseType, Specialty
from .release_files import ReleaseFile
from .release_parts import (
    Correction,
    ReferenceCounter,
    RelatedRelease,
    ReleaseContact,
    ReleaseHospital,
    ReleasePartner,
)
from .releases import PressReleasePage
from .staff import Correspondent, EditorialApproval, SoloPublication
from .versions import ReleaseVersion, VersionText
from .withdrawals import Withdrawal, WithdrawnAddress

__all__ = [
    "AlertDelivery",
    "AlertRequest",
    "AlertSubscription",
    "BilingualPage",
    "Boilerplate",
    "Correction",
    "Correspondent",
    "EditorialApproval",
    "Expert",
    "FailedPublication",
    "GoneFile",
    "Heartbeat",
    "HomePage",
    "HospitalGroup",
    "HospitalIndexPage",
    "HospitalName",
    "HospitalPage",
    "InformationBanner",
    "InstitutionSettings",
    "NewsroomIndexPage",
    "OutboxEntry",
    "OutsideApproval",
    "OutsideComment",
    "Partner",
    "PersonalAccess",
    "PressContact",
    "PressDocument",
    "PressImage",
    "PressOfficePage",
    "PressReleasePage",
    "PressRendition",
    "PressRequest",
    "PressRequestCounter",
    "ProblemReport",
    "Reading",
    "ReferenceCounter",
    "RelatedRelease",
    "ReleaseContact",
    "ReleaseFile",
    "ReleaseHospital",
    "ReleasePartner",
    "ReleaseType",
    "ReleaseVersion",
    "RequestMail",
    "RequestMessage",
    "SocialCard",
    "SoloPublication",
    "Specialty",
    "StandardPage",
    "SuppressedAddress",
    "VersionText",
    "Withdrawal",
    "WithdrawnAddress",
]
