"""The hospital's own directory (OIDC): there when the environment names it, otherwise not at all."""

import os
import subprocess
import sys

import pytest

ASK = """
import django; django.setup()
from django.conf import settings
from django.urls import resolve
print(resolve("/admin/account/oidc/directory/login/").view_name)
print(settings.LOGIN_SECURE_CSP["form-action"])
"""
NOT_FOUND = "wagtail.admin.views.home.default"  # Wagtail's own 404
NAMED = {
    "OIDC_SERVER": "https://id.example.org/realms/staff",
    "OIDC_CLIENT_ID": "newsroom",
    "OIDC_CLIENT_SECRET": "x",
}


@pytest.mark.parametrize(
    ("environment", "address", "form_action"),
    [
        ({}, NOT_FOUND, ["'self'"]),
        (NAMED, "openid_connect_login", ["'self'", "https://id.example.org"]),
    ],
)
def test_directory_is_there_when_it_is_named(environment, address, form_action):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("OIDC_")}
    answer = subprocess.run(
        [sys.executable, "-c", ASK], env=clean | environment, capture_output=True, text=True, check=True
    )
    found, policy = answer.stdout.strip().splitlines()[-2:]
    assert found == address
    assert all(source in policy for source in form_action)
    assert policy.count("http") == len(form_action) - 1
