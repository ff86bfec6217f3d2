"""Small Word files made by hand, so that a test shows the XML it is about."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A w:p with one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def table(*rows: list[str]) -> str:
    """A w:tbl; a cell is its paragraphs' text, one a line, or ready XML."""
    out = []
    for row in rows:
        cells = "".join(f"<w:tc><w:tcPr/>{_cell(cell)}</w:tc>" for cell in row)
        out.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl><w:tblPr/>{''.join(out)}</w:tbl>"


def _cell(cell: str) -> str:
    return cell if cell.startswith("<") else "".join(paragraph(line) for line in cell.split("\n"))


def docx(body: str, relations: dict[str, str] | None = None, **parts: str) -> bytes:
    """A Word file with this body; `parts` are word/<name>.xml, `relations` external links by id."""
    links = "".join(
        f'<Relationship Id="{id_}" Type="{_RELATION}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in (relations or {}).items()
    )
    links += "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="r1" Type="{_RELATION}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        packed.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        packed.writestr("word/document.xml", f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            packed.writestr(f"word/{name}.xml", xml.replace(">", f" {_SPACES}>", 1))
    return out.getvalue()
