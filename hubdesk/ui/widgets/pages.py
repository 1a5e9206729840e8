"""The pages of a PDF or a scanned picture, drawn one at a time beside the Qt thread.

PDFium is not made for several threads: everything here is called on the papers worker only.

    pages = open_pages(data)              # on the worker
    image = picture(pages, 0, scale=2.0)  # on the worker
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from hubdesk.kernel.errors import RefusedError

#: A picture's pixels are shown as if it had been scanned with so many dots per inch.
_SCAN_DPI = 150
_POINTS = 72
#: No drawn page has more pixels than that on its longer side.
MOST_PIXELS = 6000


class FileNotShownError(RefusedError):
    """A file cannot be shown as pages: damaged, locked by a password, or no picture."""

    code = "file_not_shown"


@dataclass(frozen=True, slots=True)
class Pages:
    """Attributes:
    data: the whole file.
    is_pdf: else it is one picture.
    sizes: width and height of each page in points.
    """

    data: bytes
    is_pdf: bool
    sizes: tuple[tuple[float, float], ...]


def open_pages(data: bytes) -> Pages:
    """Look at a file.

    Raises:
        FileNotShownError: it has no page that could be drawn.
    """
    if data.startswith(b"%PDF-"):
        return Pages(data, is_pdf=True, sizes=_pdf_sizes(data))
    image = _decoded(data)
    points = _POINTS / _SCAN_DPI
    return Pages(data, is_pdf=False, sizes=((image.width() * points, image.height() * points),))


def picture(pages: Pages, at: int, scale: float) -> QImage:
    """Draw a page.

    Args:
        scale: pixels per point.

    Raises:
        FileNotShownError: the page is damaged.
    """
    longest = max(pages.sizes[at])
    scale = min(scale, MOST_PIXELS / longest)
    if pages.is_pdf:
        return _pdf_page(pages.data, at, scale)
    width, height = pages.sizes[at]
    wanted = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
    return _decoded(pages.data).scaled(
        wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _decoded(data: bytes) -> QImage:
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        raise FileNotShownError
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _pdf_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise FileNotShownError from error
    try:
        sizes = tuple(document.get_page_size(at) for at in range(len(document)))
    except pypdfium2.PdfiumError as error:
        raise FileNotShownError from error
    finally:
        document.close()
    if not sizes or any(width <= 0 or height <= 0 for width, height in sizes):
        raise FileNotShownError
    return sizes


def _pdf_page(data: bytes, at: int, scale: float) -> QImage:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[at]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()  # fmt: skip  # the copy owns its pixels
        bitmap.close()
        page.close()
    except pypdfium2.PdfiumError as error:
        raise FileNotShownError from error
    finally:
        document.close()
    return image
