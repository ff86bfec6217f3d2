"""Pages through Typst, with its own fonts: the producer of most training PDFs."""

from __future__ import annotations

from cpo_screen.training.rendering.page import Block, Fragment, Grid, Page, Rail, Row, Style


def render_pdf(page: Page) -> bytes:
    """The page as a PDF file's bytes."""
    import typst

    return bytes(typst.compile(source_of(page).encode(), ignore_system_fonts=True))


def source_of(page: Page) -> str:
    """The page as a Typst document."""
    main = _blocks(page.main, page.style)
    parts = [_setup(page.style), _blocks(page.top, page.style)]
    if not page.side:
        return "\n".join([*parts, main])
    share = round(page.style.side_share * 100)
    side = _blocks(page.side, page.style)
    widths = f"{share}%, 1fr" if page.style.side_left else f"1fr, {share}%"
    fill = ""
    if page.style.side_colour:
        colour = f'rgb("{page.style.side_colour}")'
        fill = f", fill: (x, _) => if x == {0 if page.style.side_left else 1} {{ {colour} }}"
    if page.style.side_ink:
        side = f'#set text(fill: rgb("{page.style.side_ink}"))\n#pad(x: 5pt, y: 5pt)[{side}]'
    cells = (side, main) if page.style.side_left else (main, side)
    grid = f"#grid(columns: ({widths}), column-gutter: 14pt{fill}, [{cells[0]}], [{cells[1]}])"
    return "\n".join([*parts, grid])


def _setup(style: Style) -> str:
    footer = 'numbering: "1 / 1", ' if style.footer else ""
    inset = f"dx: {style.margin * 0.6}pt, dy: {style.margin * 0.6}pt"
    box = (
        f"rect(width: 100% - {style.margin * 1.2}pt, height: 100% - {style.margin * 1.2}pt, stroke: 0.5pt)"
    )
    frame = f"background: place(top + left, {inset}, {box}), " if style.frame else ""
    font = "Libertinus Serif" if style.serif else "New Computer Modern"
    return (
        f'#set page(paper: "{style.paper}", {footer}{frame}margin: {style.margin}pt)\n'
        f'#set text(font: "{font}", size: {style.size}pt, hyphenate: false)\n'
        f"#set par(leading: {style.leading}em, spacing: {style.leading}em)"
    )


def _blocks(blocks: tuple[Block, ...], style: Style) -> str:
    return "\n".join(_block(block, style) for block in blocks)


def _block(block: Block, style: Style) -> str:
    if isinstance(block, Row):
        return _row(block, style)
    if isinstance(block, Rail):
        narrow, wide = _blocks(block.narrow, style), _blocks(block.wide, style)
        share = f"{round(style.rail_share * 100)}%"
        widths, cells = (f"{share}, 1fr", f"[{narrow}], [{wide}]")
        if not block.narrow_left:
            widths, cells = (f"1fr, {share}", f"[{wide}], [{narrow}]")
        return f"#v({block.space}em)\n#grid(columns: ({widths}), column-gutter: 10pt, {cells})"
    return _grid(block, style)


def _grid(block: Grid, style: Style) -> str:
    widths = ", ".join(f"{width}fr" for width in block.widths)
    stroke = "0.5pt" if block.ruled else "none"
    cells = ", ".join(f"[{_blocks(cell, style)}]" for row in block.cells for cell in row)
    return f"#table(columns: ({widths}), stroke: {stroke}, {cells})"


def _row(row: Row, style: Style) -> str:
    text = "".join(_fragment(one, style) for one in row.left)
    if row.right:
        text += "#h(1fr)" + "".join(_fragment(one, style) for one in row.right)
    if row.bullet:
        text = f"#grid(columns: (1.1em, 1fr), [#text({_string(row.bullet)})], [{text}])"
    if row.align != "left":
        text = f"#align({row.align})[{text}]"
    if row.indent:
        text = f"#pad(left: {row.indent}em)[{text}]"
    options = f'(fill: rgb("{row.fill}"), width: 100%, inset: 2pt)' if row.fill else ""
    rule = f"\n#line(length: {round(row.rule_share * 100)}%, stroke: 0.5pt)" if row.rule else ""
    space = f"#v({row.space}em)\n" if row.space else ""
    largest = max((one.scale for one in row.left), default=1.0)
    below = f"\n#v({round(largest * 0.2, 2)}em)" if largest >= 1.5 else ""
    return f"{space}#block{options}[{text}]{rule}{below}"


def _fragment(fragment: Fragment, style: Style) -> str:
    options = [_string(fragment.text)]
    if fragment.bold:
        options.append('weight: "bold"')
    if fragment.italic:
        options.append('style: "italic"')
    if fragment.colour:
        options.append(f'fill: rgb("{fragment.colour}")')
    if fragment.scale != 1.0:
        options.append(f"size: {round(style.size * fragment.scale, 1)}pt")
    return f"#text({', '.join(options)})"


def _string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
