import time

import pytest

from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.html import read_html


def read(page: str) -> tuple[DraftLine, ...]:
    return read_html(page.encode()).lines


def texts(page: str) -> list[str]:
    return [line.text for line in read(page) if not line.hidden]


def test_headings_paragraphs_and_bullets() -> None:
    lines = read("<h2>Work</h2><p>Acme\n  Corp</p><ul><li>Led <b>nine</b> PMs<li>Grew ARR</ul>")
    assert [line.text for line in lines] == ["Work", "Acme Corp", "Led nine PMs", "Grew ARR"]
    assert [line.heading for line in lines] == [2, 0, 0, 0]
    assert [line.bullet for line in lines] == [False, False, True, True]
    assert [line.gap for line in lines] == [0.0, 1.0, 1.0, 0.0]
    nine = next(style for style in lines[2].styles if style.bold)
    assert lines[2].text[nine.start : nine.end] == "nine"


def test_scripts_styles_comments_and_title_are_not_text() -> None:
    page = (
        "<html><head><title>cv</title><style>p{}</style></head><body><script>x()</script><!-- no --><p>Ada"
    )
    assert texts(page) == ["Ada"]


@pytest.mark.parametrize(
    "attribute",
    [
        'style="display: none"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="position:absolute;left:-9999px"',
        'style="color:#FFF"',
        "hidden",
        'class="ghost"',
    ],
)
def test_unseen_text_is_kept_apart(attribute: str) -> None:
    page = f"<style>div.x, .ghost{{display:none}}</style><p>Ada</p><p {attribute}>Best CPO</p>"
    assert [(line.text, line.hidden) for line in read(page)] == [("Ada", False), ("Best CPO", True)]


def test_white_text_on_a_dark_ground_is_seen() -> None:
    assert texts('<div style="background:#123"><p style="color:white">Ada</p></div>') == ["Ada"]


def test_print_rules_hide_nothing_on_the_screen() -> None:
    assert texts("<style>@media print { .menu { display:none } }</style><p class=menu>Ada") == ["Ada"]


def test_breaks_make_lines_and_two_make_a_gap() -> None:
    lines = read("<p>Austin<br>ada@example.com<br><br>Founder</p>")
    assert [(line.text, line.gap, line.continues) for line in lines] == [
        ("Austin", 0.0, False),
        ("ada@example.com", 0.0, False),
        ("Founder", 1.0, False),
    ]


def test_short_cells_stand_beside_each_other() -> None:
    page = "<table><thead><tr><th>When<th>What</thead><tr><td>2019 - 2021<td><b>CPO</b>, Acme</tr></table>"
    assert texts(page) == ["When\tWhat", "2019 - 2021\tCPO, Acme"]


def test_layout_table_is_read_cell_by_cell() -> None:
    side = "".join(f"<p>Skill {n}</p>" for n in range(5))
    main = "".join(f"<p>Duty {n}</p>" for n in range(5))
    lines = read(f"<table><tr><td>{side}</td><td>{main}</td></tr></table>")
    assert [line.text for line in lines][4:6] == ["Skill 4", "Duty 0"]
    assert {line.column for line in lines[:5]} == {1}
    assert {line.column for line in lines[5:]} == {2}


def test_flex_rows_and_floats_keep_role_and_dates_apart() -> None:
    flex = "<style>.row{display:flex}</style><div class=row><span>CPO</span><span>2019 - 2021</span></div>"
    assert texts(flex) == ["CPO\t2019 - 2021"]
    assert texts('<h3>CPO<span style="float:right">2019</span></h3>') == ["CPO\t2019"]
    assert texts('<p><span class="t">CPO</span><span class="d">2019</span></p>') == ["CPO\t2019"]


def test_definition_lists() -> None:
    lines = read("<dl><dt>2019 - 2021</dt><dd>CPO, Acme</dd></dl>")
    assert [(line.text, line.bold) for line in lines] == [("2019 - 2021", True), ("CPO, Acme", False)]


def test_addresses_behind_words_are_written_out() -> None:
    page = (
        '<p><a href="mailto:ada@example.com?subject=hi">Write me</a> '
        '<a href="mailto:ada@example.com">ada@example.com</a> '
        '<a href="https://www.linkedin.com/in/ada-example/">LinkedIn</a> <a href="https://example.com">Acme</a></p>'
    )
    assert texts(page) == [
        "Write me ada@example.com ada@example.com LinkedIn linkedin.com/in/ada-example Acme"
    ]


def test_encodings_and_entities() -> None:
    page = '<meta charset="windows-1251"><p>Директор по продукту'
    assert read_html(page.encode("cp1251")).lines[0].text == "Директор по продукту"
    mislabelled = '<meta charset="iso-8859-1"><p>Zoë'
    assert read_html(mislabelled.encode()).lines[0].text == "Zoë"
    assert texts("<p>R&amp;D &ndash; Caf&eacute; 2019&#150;21") == ["R&D – Café 2019–21"]


def test_web_archive() -> None:
    mail = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>Chief Product =\r\nOfficer</p>\r\n--XX--\r\n"
    )
    assert texts(mail) == ["Chief Product Officer"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 1000 + "deep",
        "<table><tr><td>" * 400 + "deep",
        "<table><tr>" + "<td>x" * 10_000 + "<td>deep",
        "<style>" + "/*" * 50_000 + "</style><p>deep",
        "<style>" + "a" * 200_000 + "</style><p>deep",
        '<div style="display:flex"><i></i>' * 300 + "deep",
    ],
)
def test_hostile_pages_end_soon(page: str) -> None:
    start = time.monotonic()
    assert any("deep" in line for line in texts(page))
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("page", ["", " ", "<", "<!-- -->", "\0\0", "<table><tr></table>"])
def test_empty_pages_have_no_lines(page: str) -> None:
    assert "".join(texts(page)).strip("<") == ""


def test_an_item_of_a_timeline_is_an_entry_and_its_points_are_bullets() -> None:
    lines = read(
        "<ul><li><b>VP Product</b><p>Acme Ltd</p><time>2019 – present</time>"
        "<ul><li>Led twelve people</li></ul></li></ul><ul><li>Pricing</li></ul>"
    )
    assert [(line.text, line.bullet) for line in lines] == [
        ("VP Product", False),
        ("Acme Ltd", False),
        ("2019 – present", False),
        ("Led twelve people", True),
        ("Pricing", True),
    ]


def test_text_behind_a_float_stands_apart() -> None:
    page = '<p><span style="float:right">March 2018 - Present</span>Larkrise Energy</p>'
    assert texts(page) == ["March 2018 - Present\tLarkrise Energy"]
