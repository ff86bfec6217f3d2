"""Pictures of pages, grey and at about 300 dots an inch: pages of a PDF as drawn, photographs, scans."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any

from cpo_screen.documents.ocr_program import DPI
from cpo_screen.errors import RefusedFile

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

_PAGE = 595.3 * 841.9  # points: an A4 page
_PIXELS = _PAGE * (DPI / 72) ** 2  # of an A4 page at that many dots an inch
_NEAR = 0.25  # a page that differs less from A4 is drawn at its own size
_MOST_PIXELS = 80_000_000  # of a picture, before it is made smaller
_LARGER = (0.1, 2.5)  # how much smaller or larger a picture is made
_BLANK = 24  # of 255: how much the darkest and the lightest differ on a page with nothing on it


def draw_page(document: Any, index: int) -> NDArray[uint8] | None:
    """Draw a page of a PDF that pdfium has opened; None where it cannot, or where nothing is on it."""
    import numpy as np
    import pypdfium2 as pdfium

    with suppress(pdfium.PdfiumError, ValueError):
        page = document[index]
        try:
            width, height = page.get_size()
            drawn = page.render(scale=_scale(width, height), grayscale=True, no_smoothpath=False).to_numpy()
        finally:
            page.close()
        pixels = np.ascontiguousarray(drawn.reshape(drawn.shape[:2]))
        return None if _is_blank(pixels) else pixels
    return None


def _scale(width: float, height: float) -> float:
    """Pixels a point: 300 dots an inch for usual pages, the pixels of an A4 page for others."""
    area = max(width * height, 1.0)
    return DPI / 72 if abs(area / _PAGE - 1) <= _NEAR else sqrt(_PIXELS / area)


def _is_blank(pixels: NDArray[uint8]) -> bool:
    return int(pixels.max()) - int(pixels.min()) < _BLANK


def open_picture(data: bytes, most: int) -> Iterator[NDArray[uint8]]:
    """Yield the first `most` pages of a PNG, JPEG or TIFF file, upright as its camera says.

    Raises RefusedFile (not_a_cv, too_large). Needs Pillow.
    """
    from PIL import Image, ImageSequence

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
            for number, page in enumerate(ImageSequence.Iterator(file)):
                if number == most or (number and file.format != "TIFF"):
                    return
                yield _prepare(page)
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error) as error:
        raise RefusedFile("not_a_cv", "This is a picture, and a damaged one.") from error
    except Image.DecompressionBombError as error:
        raise RefusedFile("too_large", "This picture has far more dots than a page needs.") from error


def count_pages(data: bytes) -> int:
    """How many pages a picture file has; 1 where it does not say so."""
    from PIL import Image

    damaged = suppress(OSError, ValueError, SyntaxError, EOFError, KeyError, TypeError, struct.error)
    with damaged, Image.open(BytesIO(data), formats=("TIFF",)) as file:
        return int(getattr(file, "n_frames", 1))
    return 1


def _prepare(page: Any) -> NDArray[uint8]:
    """Make a picture grey, upright and of a page's size; what is transparent is white."""
    import numpy as np
    from PIL import Image, ImageOps

    if page.width * page.height > _MOST_PIXELS:
        raise RefusedFile("too_large", "This picture has far more dots than a page needs.")
    page.draft("L", (page.width, page.height))
    upright = ImageOps.exif_transpose(page)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        seen = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    grey = _grey(upright)
    least, most = _LARGER
    scale = min(max(sqrt(_PIXELS / (grey.width * grey.height)), least), most)
    size = max(round(grey.width * scale), 1), max(round(grey.height * scale), 1)
    return np.ascontiguousarray(grey.resize(size, Image.Resampling.LANCZOS))


def _grey(picture: Any) -> Any:
    """Eight bits a dot; sixteen are scaled down."""
    if picture.mode.startswith("I") or picture.mode == "F":
        low, high = picture.getextrema()
        spread = max(float(high) - float(low), 1.0)
        return picture.convert("F").point(lambda dot: (dot - low) * 255 / spread).convert("L")
    return picture.convert("L")
