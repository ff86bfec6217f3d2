"""Evidence: the words behind a record, at their place."""

from __future__ import annotations

from bisect import bisect_right

from cpo_screen.model import Document, Evidence, Line, Span


def line_at(document: Document, offset: int) -> Line:
    """Return the line that holds character `offset` of the document's text."""
    after = bisect_right(document.lines, offset, key=lambda line: line.span.start)
    return document.lines[max(after - 1, 0)]


def evidence_of(document: Document, span: Span, found_by: str) -> Evidence:
    """Return the quote at `span`, white space at its ends left out, with its page and line."""
    text = document.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    end = max(span.end - (len(text) - len(text.rstrip())), start)
    line = line_at(document, start)
    return Evidence(line.page, line.number, Span(start, end), document.text[start:end], found_by)
