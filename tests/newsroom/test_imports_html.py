import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from newsroom.imports.html import Heading, Picture, Quote, Table, Text, to_blocks

WORDS = st.text(alphabet="abcdéœ&<>\"' ", min_size=1, max_size=12)
TAGS = [
    "p",
    "h2",
    "h3",
    "ul",
    "li",
    "strong",
    "em",
    "blockquote",
    "div",
    "td",
    "tr",
    "table",
    "span",
    "h1",
    "a",
]
PIECES = st.one_of(WORDS, st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]))


def words_of(html: str) -> str:
    return "".join(BeautifulSoup(html, "html.parser").get_text().split())


def visible(block) -> str:
    match block:
        case Heading() | Quote():
            return block.text
        case Text():
            return BeautifulSoup(block.html, "html.parser").get_text()
        case Table():
            return block.caption + "".join("".join(row) for row in [block.header, *block.rows])
    return ""


def test_blocks_come_in_the_order_of_the_document():
    html = '<h1>T</h1><p>a <img src="x.png" alt="i"> b</p><blockquote>q</blockquote><table><tr><td>1</td></tr></table>'
    kinds = [type(block) for block in to_blocks(html)]
    assert kinds == [Heading, Text, Picture, Quote, Table]


def test_text_outside_paragraphs_is_wrapped():
    assert to_blocks("seul <em>ici</em>") == [Text("<p>seul <i>ici</i></p>")]


def test_empty_elements_leave_no_block():
    assert to_blocks("<p> </p><h2></h2><ul></ul><blockquote></blockquote>") == []


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<h2>", "</h2>", "mot", " ", "été"]),
                max_size=24))  # fmt: skip
def test_no_visible_word_is_lost(pieces):
    html = "".join(pieces)
    kept = "".join("".join(visible(block).split()) for block in to_blocks(html))
    assert sorted(kept) == sorted(words_of(html))


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    "<svg onload=alert(1)>",
    "<iframe src='https://example.org'></iframe>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<object data='x'></object>",
    "<embed src='x'>",
    "<form action='/x'><button formaction='javascript:alert(1)'>x</button></form>",
    "<p onclick=alert(1)>x</p>",
    "<style>p{}</style>",
    "<base href='https://example.org'>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_comes_in(attack):
    html = "".join(
        block.html for block in to_blocks(f"<p>avant</p>{attack}<p>après</p>") if isinstance(block, Text)
    )
    low = html.lower()
    for sign in (
        "<script",
        "onerror",
        "onclick",
        "onload",
        "javascript:",
        "vbscript:",
        "<iframe",
        "<style",
        "style=",
    ):
        assert sign not in low
    assert "avant" in html and "après" in html
