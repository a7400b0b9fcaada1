from .base import BilingualPage
from .home import HomePage, StandardPage
from .hospitals import HospitalIndexPage, HospitalName, HospitalPage
from .media import PressDocument, PressImage, PressRendition
from .offices import PressContact, PressOfficePage
from .press_room import NewsroomIndexPage
from .records import Boilerplate, HospitalGroup, Partner, ReleaseType, Specialty
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

__all__ = [
    "BilingualPage",
    "Boilerplate",
    "Correction",
    "Correspondent",
    "EditorialApproval",
    "HomePage",
    "HospitalGroup",
    "HospitalIndexPage",
    "HospitalName",
    "HospitalPage",
    "NewsroomIndexPage",
    "Partner",
    "PressContact",
    "PressDocument",
    "PressImage",
    "PressOfficePage",
    "PressReleasePage",
    "PressRendition",
    "ReferenceCounter",
    "RelatedRelease",
    "ReleaseContact",
    "ReleaseHospital",
    "ReleasePartner",
    "ReleaseType",
    "SoloPublication",
    "Specialty",
    "StandardPage",
]
