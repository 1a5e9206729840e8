"""The certificate of tax withheld from a supplier, in the fields of the official form (50 bis).

Prints a :class:`~hubdesk.month.papers.suppliers.CertificatePaper` twice, one sheet for each copy
the supplier gets, and computes nothing.

    pdf = draw(paper, PaperOptions("th"))

**Source**: Thai Revenue Code, section 50 bis; form of the Director-General's notification on
income tax no. 62.
"""

from __future__ import annotations

from itertools import pairwise

from hubdesk.kernel.names import Names
from hubdesk.month.papers.suppliers import CertificatePaper
from hubdesk.reports.base import draw_foot, geometry_of, paragraph
from hubdesk.reports.pdf.canvas import Page
from hubdesk.reports.pdf.cells import HAIR, HEAD_RULE
from hubdesk.reports.pdf.document import Meta, write
from hubdesk.reports.pdf.layout import Geometry
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import ACCENT, BODY, FILL, INK, MUTED, STRONG, Style
from hubdesk.reports.pdf.text import wrap
from hubdesk.reports.speech import PaperOptions, Speech
from hubdesk.words.marker import N_
from hubdesk.words.names import msgid_of

_TITLE = Style("bold", 13.5, ACCENT, 6.6)
_SUB = Style("regular", 8.5, INK, 4.6)
_COPY = Style("regular", 7.2, MUTED, 3.8)
_LABEL = Style("semibold", 8.2, INK, 4.6)
_TEXT = Style("regular", 8.2, INK, 4.5)
_TINY = Style("regular", 6.8, MUTED, 3.6)
_VOID = Style("bold", 12, INK, 6.4)
_DIGIT, _GAP, _TICK = 4.0, 1.2, 3.0
#: How a Thai taxpayer number is grouped.
_GROUPS = (1, 4, 5, 2, 1)

COPIES = (
    N_("Copy 1 (for the payee, to be attached to the tax return)"),
    N_("Copy 2 (for the payee, to be kept as evidence)"),
)
_FORMS = (
    ("pnd1a", N_("form|P.N.D. 1 A")), ("pnd1as", N_("form|P.N.D. 1 A special")),
    ("pnd2", N_("form|P.N.D. 2")), ("pnd3", N_("form|P.N.D. 3")),
    ("pnd2a", N_("form|P.N.D. 2 A")), ("pnd3a", N_("form|P.N.D. 3 A")),
    ("pnd53", N_("form|P.N.D. 53")),
)  # fmt: skip
#: The certificate names the yearly list of what is reported by month on P.N.D. 1.
_TICKED = {"pnd1": "pnd1a"}
_ROWS = (
    ("1", N_("1. Salary, wages, allowances, bonus … under section 40 (1)")),
    ("2", N_("2. Fees, commissions … under section 40 (2)")),
    ("3", N_("3. Copyright royalties … under section 40 (3)")),
    ("4a", N_("4. (a) Interest … under section 40 (4) (a)")),
    ("4b", N_("(b) Dividends, shares of profit … under section 40 (4) (b)")),
    ("5", N_("5. Payment of income from which tax is withheld by order of the Revenue Department "
             "under section 3 tredecim, such as prizes, discounts and other benefits, acting, "
             "rent, transport, advertising, hire of work, services, non-life insurance")),
    ("6", N_("6. Other (specify)")),
)  # fmt: skip
_FUNDS = (
    N_("Government or private teachers\u2019 pension fund"), N_("Social security fund"),
    N_("Provident fund"),
)  # fmt: skip
_PAYER = (
    N_("(1) withheld at source"), N_("(2) borne for ever"), N_("(3) borne once"),
    N_("(4) other (specify)"),
)  # fmt: skip


def draw(paper: CertificatePaper, options: PaperOptions) -> bytes:
    """The certificate as PDF, one page for each copy; equal input gives equal bytes."""
    say = Speech(options, paper.currency)
    geometry = geometry_of(options)
    pages = [_copy(paper, say, geometry, text) for text in COPIES]
    title = say.first.t(N_("Withholding tax certificate"))
    grouped = " ".join(paper.printed.fingerprint[at : at + 4].upper() for at in range(0, 32, 4))
    strong = f"{say.first.t('Fingerprint')} {grouped}"
    printed = say.t(
        "Printed {moment} by {person}", moment=paper.printed.at, person=paper.printed.by
    )
    draw_foot(pages, geometry, f"{title} {paper.number}", say, ["", printed], strong)
    meta = Meta(f"{title} {paper.number}", options.languages[0], paper.printed.at)
    return write(pages, meta)


def _copy(paper: CertificatePaper, say: Speech, geometry: Geometry, copy: str) -> Page:
    page = Page(geometry.width, geometry.height)
    y = _head(page, geometry, say, paper, copy)
    payer = N_("Withholder, who has the duty to withhold")
    payee = N_("Payee, whose tax is withheld")
    head = paper.letterhead
    house = head.legal_name or head.name
    y = _party(page, geometry, y, say, payer, house, head.address, head.tax_id, head.branch)
    party = paper.party
    y = _party(page, geometry, y, say, payee, party.name, party.address, party.tax_id,
               party.branch)  # fmt: skip
    y = _form(page, geometry, y, say, paper)
    y = _table(page, geometry, y, say, paper)
    _end(page, geometry, y, say, paper)
    return page


def _head(
    page: Page, geometry: Geometry, say: Speech, paper: CertificatePaper, copy: str
) -> float:
    left, right = geometry.left, geometry.right
    y = paragraph(page, left, geometry.top, geometry.text_width, say.t(copy), _COPY) + 1.0
    room = geometry.text_width - 46.0
    facts = [
        f"{say.first.t(N_('certificate|Book'))}  {paper.series}",
        f"{say.first.t(N_('No.'))}  {paper.place:04d}",
    ]
    for place, text in enumerate(facts):
        page.text(right, y + 4.6 + place * 5.4, text, STRONG, "r")
    for one in say.each:
        y = paragraph(page, left, y, room, one.t(N_("Withholding tax certificate")), _TITLE)
    text = say.t(N_("under section 50 bis of the Revenue Code"))
    y = paragraph(page, left, y, room, text, _SUB)
    if paper.cancelled:
        text = say.t(N_("Cancelled: the payment was taken back"))
        y = paragraph(page, left, y + 1.0, geometry.text_width, text, _VOID)
    return y + 2.0


def _party(
    page: Page, geometry: Geometry, y: float, say: Speech, label: str, name: Names,
    address: Names, tax_id: str, branch: Names,
) -> float:  # fmt: skip
    """A framed block: whose it is, the number in its squares, name and address."""
    left, wide = geometry.left, geometry.text_width
    top, inner = y, wide - 4.0
    digits = 13 * _DIGIT + 4 * _GAP
    room = inner - digits - 30.0
    y = paragraph(page, left + 2.0, y + 1.2, room, f"{say.t(label)} :-", _LABEL)
    number = say.first.t(N_("Taxpayer no."))
    at = left + wide - 2.0 - digits
    page.text(at - 2.0, top + 4.9, number, _TEXT, "r")
    _digits(page, at, top + 1.6, tax_id)
    y = max(y, top + 1.6 + _DIGIT + 1.4)
    said = " · ".join(part for part in (say.name(name), say.name(branch)) if part)
    y = _field(page, left + 2.0, y, inner, say.first.t(N_("Name")), said)
    y = _field(page, left + 2.0, y, inner, say.first.t(N_("Address")), say.name(address))
    y += 1.0
    page.box(left, top, wide, y - top, weight=HEAD_RULE)
    return y + 1.6


def _field(page: Page, x: float, y: float, room: float, label: str, text: str) -> float:
    used = page.text(x, y + _LABEL.baseline, label, _LABEL) + 2.0
    return max(paragraph(page, x + used, y, room - used, text, _TEXT), y + _LABEL.line)


def _digits(page: Page, x: float, y: float, number: str) -> None:
    """Thirteen squares, grouped as the number is; a shorter one stands as it is."""
    signs = "".join(sign for sign in number if sign.isdigit())
    if number and len(signs) != sum(_GROUPS):
        page.text(x, y + 3.1, number, _TEXT)
        return
    at = 0
    for group in _GROUPS:
        for _ in range(group):
            page.box(x, y, _DIGIT, _DIGIT, weight=HAIR)
            if signs:
                page.text(x + _DIGIT / 2, y + 3.0, signs[at], BODY, "c")
            x, at = x + _DIGIT, at + 1
        x += _GAP


def _form(
    page: Page, geometry: Geometry, y: float, say: Speech, paper: CertificatePaper
) -> float:
    """Its place on the list, and which list it is."""
    left = geometry.left
    label = f"{say.first.t(N_('Sequence no.'))} {paper.rank} {say.first.t(N_('in the form'))}"
    x = start = left + page.text(left + 2.0, y + _LABEL.baseline, label, _LABEL) + 6.0
    for number, (form, text) in enumerate(_FORMS, start=1):
        words = f"({number}) {say.first.t(text)}"
        if x + _TICK + 1.4 + width(words, _TEXT) > geometry.right:
            x, y = start, y + 5.0
        ticked = form == _TICKED.get(paper.form, paper.form)
        x = _ticked(page, x, y, words, ticked=ticked) + 4.0
    return y + 6.4


def _ticked(page: Page, x: float, y: float, text: str, *, ticked: bool) -> float:
    """A square, crossed where it holds, and its words; where they end."""
    top = y + 0.7
    page.box(x, top, _TICK, _TICK, weight=HAIR)
    if ticked:
        page.line(x + 0.5, top + 1.6, x + 1.2, top + 2.4, 1.2)
        page.line(x + 1.2, top + 2.4, x + 2.6, top + 0.5, 1.2)
    return x + _TICK + 1.4 + page.text(x + _TICK + 1.4, y + _TEXT.baseline, text, _TEXT)


def _table(
    page: Page, geometry: Geometry, y: float, say: Speech, paper: CertificatePaper
) -> float:
    """The kinds of income with what was paid and withheld, and their sums."""
    left, right, top = geometry.left, geometry.right, y
    edges = (left, right - 92.0, right - 62.0, right - 31.0, right)
    heads = (
        N_("Kind of income paid"), N_("Day, month or year paid"), N_("Amount paid"),
        N_("certificate|Tax withheld"),
    )  # fmt: skip
    rooms = [after - before - 3.0 for before, after in pairwise(edges)]
    said = [wrap(say.t(text), _LABEL, room) for text, room in zip(heads, rooms, strict=True)]
    y = top + max(map(len, said)) * _LABEL.line + 2.0
    page.box(left, top, right - left, y - top, fill=FILL)
    for (before, after), lines in zip(pairwise(edges), said, strict=True):
        for place, line in enumerate(lines):
            at = top + 1.0 + place * _LABEL.line + _LABEL.baseline
            page.text((before + after) / 2, at, line, _LABEL, "c")
    page.line(left, y, right, y, HEAD_RULE)
    for row, text in _ROWS:
        y = _income(page, edges, y, say, paper, row, text)
    page.line(left, y, right, y, HEAD_RULE)
    label = say.t(N_("Total of payments and tax withheld"))
    end = paragraph(page, left + 2.0, y + 0.9, edges[2] - left - 4.0, label, _LABEL)
    for edge, minor in ((edges[3], paper.base_minor), (edges[4], paper.withheld_minor)):
        page.text(edge - 2.0, y + 0.9 + _LABEL.baseline, say.money(minor), STRONG, "r")
    y = end + 0.9
    for edge in edges[1:4]:
        page.line(edge, top, edge, y, HAIR)
    page.box(left, top, right - left, y - top, weight=HEAD_RULE)
    return y + 1.6


def _income(
    page: Page, edges: tuple[float, ...], y: float, say: Speech, paper: CertificatePaper,
    row: str, text: str,
) -> float:  # fmt: skip
    inset = 6.0 if row == "4b" else 2.0
    room = edges[1] - edges[0] - inset - 2.0
    lines = [one for one in paper.lines if one.row == row]
    end = paragraph(page, edges[0] + inset, y + 0.7, room, say.t(text), _TEXT)
    for at, one in enumerate(lines):
        line = y + 0.7 + at * _TEXT.line + _TEXT.baseline
        page.text((edges[1] + edges[2]) / 2, line, say.first.day(paper.paid_on), _TEXT, "c")
        page.text(edges[3] - 2.0, line, say.money(one.base_minor), _TEXT, "r")
        page.text(edges[4] - 2.0, line, say.money(one.withheld_minor), _TEXT, "r")
    kinds = " · ".join(
        f"{say.t(msgid_of('payment_kind', one.kind))} {one.percent} %" for one in lines
    )
    if kinds:
        end = paragraph(page, edges[0] + inset + 4.0, end, room - 4.0, kinds, _LABEL)
    return max(end, y + len(lines) * _TEXT.line + 0.7) + 0.7


def _end(page: Page, geometry: Geometry, y: float, say: Speech, paper: CertificatePaper) -> None:
    """Words of the sum, funds, how the tax was paid, the warning and who signs."""
    left, wide = geometry.left, geometry.text_width
    words = dict.fromkeys(paper.in_words.get(lang) for lang in say.options.languages)
    label = say.t(N_("Total tax withheld (in words)"))
    page.box(left, y, wide, len(words) * _LABEL.line + _LABEL.line + 2.0, fill=FILL)
    y = paragraph(page, left + 2.0, y + 1.0, wide - 4.0, label, _LABEL)
    for text in words:
        y = paragraph(page, left + 2.0, y, wide - 4.0, f"({text})", _TEXT)
    dots = "." * 18
    funds = "   ".join(f"{say.first.t(text)} {dots}" for text in _FUNDS)
    y = paragraph(page, left, y + 2.2, wide, f"{say.first.t(N_('Paid into'))}  {funds}", _TEXT)
    x = left + page.text(left, y + 1.0 + _LABEL.baseline, say.first.t(N_("Payer")), _LABEL) + 4.0
    for place, text in enumerate(_PAYER):
        x = _ticked(page, x, y + 1.0, say.first.t(text), ticked=place == 0) + 4.0
    y += 8.0
    half = wide * 0.42
    warning = N_("Warning: who has the duty to issue this certificate and does not do so under "
                 "section 50 bis of the Revenue Code is liable under its section 35.")  # fmt: skip
    paragraph(page, left, y, half, say.t(warning), _TINY)
    x, room = left + half + 8.0, wide - half - 8.0
    truth = N_("I certify that what is stated above is correct and true in every respect.")
    y = paragraph(page, x, y, room, say.t(truth), _TEXT) + 11.0
    page.line(x + 8.0, y, x + room - 8.0, y, HAIR)
    middle = x + room / 2
    page.text(middle, y + _TEXT.baseline, say.t(N_("Payer (signature)")), _TEXT, "c")
    issued = f"{say.first.t(N_('certificate|Issued on'))} {say.first.long_day(paper.issued_on)}"
    page.text(middle, y + 5.0 + _TEXT.baseline, issued, _TEXT, "c")
    page.text(middle, y + 10.0 + _TINY.baseline,
              f"{say.t(N_('Payment'))} {paper.payment}", _TINY, "c")  # fmt: skip
