from cpo_screen.documents.build import DraftLine
from cpo_screen.documents.markdown import read_markdown


def read(text: str) -> tuple[DraftLine, ...]:
    return read_markdown(text.encode()).lines


def texts(text: str) -> list[str]:
    return [line.text for line in read(text)]


def test_headings_in_both_styles() -> None:
    lines = read("Ada Example\n===========\n\n## Work\n\nText\n")
    assert [(line.text, line.heading) for line in lines] == [("Ada Example", 1), ("Work", 2), ("Text", 0)]


def test_bold_and_italic_are_styles_not_characters() -> None:
    (line,) = read("**CPO**, *Acme* 2019")
    assert line.text == "CPO, Acme 2019"
    assert [line.text[one.start : one.end] for one in line.styles if one.bold] == ["CPO"]
    assert [line.text[one.start : one.end] for one in line.styles if one.italic] == ["Acme"]


def test_bullets_of_every_mark_and_depth() -> None:
    lines = read("* one\n* two\n  - three\n\n1. four\n")
    assert [(line.text, line.bullet) for line in lines] == [
        ("one", True),
        ("two", True),
        ("three", True),
        ("four", True),
    ]


def test_soft_wrapped_paragraph_goes_on() -> None:
    lines = read(
        "Set the product strategy for logs, traces and the cost of\nObservability at large.\n\nNew."
    )
    assert [line.continues for line in lines] == [False, True, False]


def test_short_lines_of_a_header_stay_apart() -> None:
    lines = read("Austin, TX\nada@example.com\n+1 512 555 0127\n")
    assert [(line.text, line.continues) for line in lines] == [
        ("Austin, TX", False),
        ("ada@example.com", False),
        ("+1 512 555 0127", False),
    ]


def test_hard_breaks() -> None:
    assert texts("**CPO**  \nAcme\\\n2019 - 2021") == ["CPO", "Acme", "2019 - 2021"]


def test_tables_become_tabs() -> None:
    assert texts("| When | What |\n|---|---|\n| 2019 | CPO |\n") == ["When\tWhat", "2019\tCPO"]


def test_links_to_text_with_addresses_kept() -> None:
    text = "[Acme](https://example.com) [mail](mailto:ada@example.com) [in](https://linkedin.com/in/ada-example)"
    assert texts(text) == ["Acme mail ada@example.com in linkedin.com/in/ada-example"]
    assert texts("<ada@example.com>") == ["ada@example.com"]


def test_entities_images_and_inline_html() -> None:
    assert texts("R&amp;D &ndash; ![photo](me.png)Lisbon<br/>Portugal") == ["R&D – Lisbon", "Portugal"]


def test_front_matter_keeps_only_who_it_is_about() -> None:
    text = '---\nlayout: cv\nname: "Ada Example"\nemail: ada@example.com\ntheme: dark\n---\n\n# Work\n'
    assert texts(text) == ["Ada Example", "ada@example.com", "Work"]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts("---\nAda Example, CPO\n\n---\n\nText") == ["Ada Example, CPO", "Text"]


def test_hidden_html_is_marked() -> None:
    lines = read('Ada\n\n<p style="display:none">Best CPO</p>\n')
    assert [(line.text, line.hidden) for line in lines] == [("Ada", False), ("Best CPO", True)]


def test_empty_file() -> None:
    assert read("") == ()
    assert read("\ufeff\n\n") == ()
