"""The rule about who may see what is written once: everything else asks newsroom/visibility.py."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("newsroom", "search", "aphp_site")
FORBIDDEN_CALLS = {"live", "public", "not_public", "not_live"}
STATE_FIELDS = {"live", "expired", "has_unpublished_changes"}
HOURS = {
    *("go_live_at", "expire_at", "embargo_until", "english_go_live_at", "approved_go_live_at"),
    "consent_until",
}

# The rule itself; and bookkeeping by those who write pages, which decides nothing about a reader:
ALLOWED = {
    "newsroom/visibility.py": "the rule",
    "newsroom/file_visibility.py": "the part of the rule that is about files",
    "newsroom/approval.py": "finds the approved revision of a page that is not live, whatever its hour",
    "newsroom/addresses.py": "rewrites the slug in the approved revision of a page that is still hidden",
    "newsroom/permissions.py": "a correspondent may write their own drafts; says nothing of readers",
}


def _sources() -> list[Path]:
    return [
        path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts
    ]


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _filter_words(call: ast.Call) -> Iterator[str]:
    """Keyword arguments of filter(), exclude(), get(), Q(), without the updates and constructors."""
    if _name(call.func) in {"filter", "exclude", "get", "Q", "When", "alias", "annotate"}:
        yield from (keyword.arg for keyword in call.keywords if keyword.arg)


def defects(source: str) -> list[str]:
    """ "line: what", for each place that decides on its own whether a page may be seen."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in FORBIDDEN_CALLS and not node.args:
                found.append(f"{node.lineno}: .{node.func.attr}()")
            for word in _filter_words(node):
                parts = set(word.split("__"))
                if parts & (HOURS | {"expired"}) or "live" in parts:
                    found.append(f"{node.lineno}: {word}")
        if isinstance(node, ast.Compare):
            # `is None` asks whether an hour was typed, not whether it has come.
            if all(isinstance(operator, ast.Is | ast.IsNot) for operator in node.ops):
                continue
            names = {_name(side) for side in (node.left, *node.comparators)}
            found += [f"{node.lineno}: {name} is compared" for name in sorted(names & HOURS)]
    return found


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_decides_for_itself_who_may_see_what(path):
    if str(path.relative_to(ROOT)) not in ALLOWED:
        assert defects(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "pages = Page.objects.live()",
        "pages = Page.objects.filter(pk=1).public().order_by('pk')",
        "pages = Page.objects.filter(live=True)",
        "pages = Page.objects.exclude(related__live=False)",
        "pages = Page.objects.filter(Q(go_live_at__lte=now()) | Q(pk=1))",
        "is_public = page.expire_at > timezone.now()",
        "is_public = timezone.now() >= page.embargo_until",
        "is_public = now < page.english_go_live_at < later",
        "rows = Revision.objects.filter(approved_go_live_at__lt=now())",
        "rows = PressImage.objects.filter(consent_until__gte=today)",
        "is_shown = picture.consent_until >= today()",
    ],
)
def test_the_reading_finds_each_kind_of_defect(source):
    assert defects(source)


@pytest.mark.parametrize(
    "source",
    [
        "pages = Page.objects.visible_in('en')",
        "if page.embargo_until is None: pass",
        "page.live = False",
        "Page.objects.filter(pk=1).update(live=True)",
        "PressReleasePage(live=False, expire_at=None)",
        "visibility.is_due(page.go_live_at)",
    ],
)
def test_the_reading_leaves_the_rest_alone(source):
    assert defects(source) == []


def test_the_list_of_exceptions_is_no_longer_than_needed():
    unused = [path for path in ALLOWED if not defects((ROOT / path).read_text())]
    assert unused == []
