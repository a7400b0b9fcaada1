"""Wagtail's page that imports redirects, asked in ways that nobody means."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import Signer
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from newsroom import roles
from tests.newsroom.staff import person


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_its_second_step_cannot_be_opened_by_itself(site, method):
    roles.ensure_roles()
    administrator = person(roles.ADMINISTRATOR).client
    answer = getattr(administrator, method)(reverse("wagtailredirects:process_import"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("wagtailredirects:start_import"))


def test_its_second_step_without_the_first_begins_again(site):
    roles.ensure_roles()
    administrator = person(roles.ADMINISTRATOR).client
    gone = {"import_file_name": Signer().sign("gone.csv"), "input_format": Signer().sign("0")}
    for data in ({}, {"import_file_name": "../../x", "input_format": "0"}, {"input_format": "9"}, gone):
        answer = administrator.post(reverse("wagtailredirects:process_import"), data)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            reverse("wagtailredirects:start_import"),
        )


def test_both_steps_one_after_the_other_import(site):
    roles.ensure_roles()
    administrator = person(roles.ADMINISTRATOR).client
    file = SimpleUploadedFile("old.csv", b"from,to\n/ancien,https://example.org/\n")
    answer = administrator.post(reverse("wagtailredirects:start_import"), {"import_file": file})
    fields = BeautifulSoup(answer.content, "html.parser").select("main form input[type=hidden]")
    data = {field["name"]: field["value"] for field in fields} | {"from_index": "0", "to_index": "1"}
    assert administrator.post(reverse("wagtailredirects:process_import"), data).status_code == 302
    assert Redirect.objects.get().redirect_link == "https://example.org/"
