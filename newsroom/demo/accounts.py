"""One account a role. Passwords are made for each DATA_DIR and kept there, readable by its owner only."""

import json
import secrets

from django.conf import settings
from django.contrib.auth.models import User

from newsroom import roles
from newsroom.models import HospitalPage

CORRESPONDENT_HOSPITAL = "pitie-salpetriere"
PEOPLE = [  # invented
    ("chef", "Camille", "Desrosiers", roles.CHIEF),
    ("attache", "Noé", "Vasseur", roles.OFFICER),
    ("correspondante", "Inès", "Bellanger", roles.CORRESPONDENT),
    ("admin", "Alix", "Fontanel", roles.ADMINISTRATOR),
]


def load(hospitals: dict[str, HospitalPage]) -> None:
    rows = []
    for username, first_name, last_name, role in PEOPLE:
        password = secrets.token_urlsafe(9)
        user = User.objects.create_user(
            username,
            f"{username}@example.org",
            password,
            first_name=first_name,
            last_name=last_name,
        )
        roles.give(user, role)
        if role == roles.CORRESPONDENT:
            roles.assign_hospitals(user, [hospitals[CORRESPONDENT_HOSPITAL]])
        rows.append({"username": username, "password": password, "role": str(roles.label(role))})
    _keep(rows)


def _keep(rows: list[dict]) -> None:
    path = settings.DATA_DIR / "accounts.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False))
