import re
from pathlib import Path

import yaml

from aphp_site import edge

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_the_web_service_is_built_from_a_dockerfile_that_copies_what_exists():
    assert COMPOSE["services"]["web"]["build"] == "."
    copied = re.findall(r"^COPY (?!--from)(\S+) ", (ROOT / "Dockerfile").read_text(), re.M)
    assert copied
    assert all((ROOT / name).exists() for name in copied)


def test_every_secret_is_named_in_the_example_environment():
    needed = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    given = {line.split("=")[0] for line in (ROOT / ".env.example").read_text().splitlines()}
    assert needed == given


def test_volumes_in_use_are_declared_and_nothing_listens_beyond_loopback():
    used = {mount.split(":")[0] for service in COMPOSE["services"].values() for mount in service["volumes"]}
    assert {name for name in used if not name.startswith("./")} == set(COMPOSE["volumes"])
    ports = {name: service["ports"] for name, service in COMPOSE["services"].items() if "ports" in service}
    assert set(ports) == {"edge"}  # the application sends no file by itself here
    assert all(port.startswith("127.0.0.1:") for port in ports["edge"])


def test_the_edge_is_told_everything_that_its_configuration_asks_and_the_same_as_the_application():
    told, application = (COMPOSE["services"][name]["environment"] for name in ("edge", "web"))
    assert "upstream newsroom" in edge.configuration(**told)
    assert told["REFRESH_TOKEN"] == application["EDGE_REFRESH_TOKEN"]
    assert told["FILES_INTERNAL_PREFIX"] == application["FILES_INTERNAL_PREFIX"]
    assert application["EDGE_ADDRESS"] == "http://edge"


def test_the_publisher_and_the_outbox_have_a_process_of_their_own_that_is_started_again():
    commands = {"publisher": "publish_due", "outbox": "deliver_outbox"}
    for name, command in commands.items():
        service = COMPOSE["services"][name]
        assert service["command"] == ["python", "manage.py", command, "--watch"]
        assert service["environment"] == COMPOSE["services"]["web"]["environment"]
        assert service["restart"] == "unless-stopped"
