"""The papers a person can choose, and how each is read and drawn off the Qt thread.

    wanted = Wanted("statement", month=Month(2026, 10), key="ACT")
    drawn = draw(wanted, paper, PaperOptions())
    drawn.pages.sizes[0]    # of the first page, in points
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from hubdesk.billing import queries as billing
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.plan_paper import floor_plans
from hubdesk.booking.queries.wall import month_of_room, week_of_rooms
from hubdesk.booking.wall import RoomMonthPaper
from hubdesk.frontdesk.papers import EvacuationPaper
from hubdesk.frontdesk.queries.papers import evacuation_paper, sign_in_paper
from hubdesk.insight.queries.statistics import statistics
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.text import safe_name
from hubdesk.month import queries as month_queries
from hubdesk.month.queries.documents import ageing_paper
from hubdesk.month.queries.suppliers import payables_paper, withholding_lists
from hubdesk.month.queries.vat import vat_return
from hubdesk.reports import Paper, PaperOptions, render
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui import later
from hubdesk.ui.tasks import Progress
from hubdesk.ui.widgets.pages import Pages, open_pages
from hubdesk.words.marker import N_
from hubdesk.words.messages import translate

# What prints them is read while nobody waits, so that the first preview need not.
later.soon(
    "hubdesk.reports.day_sheet", "hubdesk.reports.hub_costs", "hubdesk.reports.statement"
)
MONTH, DAY, NOW = "month", "day", "now"
ORG, ROOM, FORM = "org", "room", "form"


@dataclass(frozen=True, slots=True)
class Choice:
    """A paper in the list.

    Attributes:
        name: as ``reports`` and the command line name it.
        about: ``month`` or ``day``: what it is asked for; ``now`` cannot be asked for another.
        per: ``org``, ``room`` or ``form`` where there is one for each, else empty.
    """

    name: str
    msgid: str
    hint: str
    icon: str
    about: str
    per: str = ""


CHOICES = (
    Choice("statement", N_("Monthly statement"), N_("One per organisation, with its worksheet"),
           "receipt-text", MONTH, per=ORG),
    Choice("hub-costs", N_("Costs of the house"), N_("All organisations, one month"),
           "table-2", MONTH),
    Choice("ageing", N_("Ageing of debts"), N_("Who owes what on a day, and since when"),
           "clock", DAY),
    Choice("payables", N_("Payables to suppliers"), N_("What is owed to whom, bill by bill"),
           "banknote", DAY),
    Choice("wht-list", N_("Tax withheld"), N_("P.N.D. 3 and 53, by certificate"),
           "list", MONTH, per=FORM),
    Choice("vat-return", N_("VAT return, P.P. 30"), N_("Figures, and the documents behind them"),
           "list", MONTH),
    Choice("day-sheet", N_("Day sheet"), N_("One day\u2019s rooms, for the desk"),
           "clock", DAY),
    Choice("sign-in", N_("Sign-in sheet"), N_("Visitors of a day, with room to sign"),
           "pencil", DAY),
    Choice("evacuation", N_("Evacuation list"), N_("Who is in the house now"),
           "users", NOW),
    Choice("week-rooms", N_("Rooms of the week"), N_("All rooms, seven days, for the wall"),
           "calendar-days", DAY),
    Choice("door-cards", N_("Door cards"), N_("A room\u2019s week on its door"),
           "door-open", DAY),
    Choice("fallback", N_("Week on paper"), N_("For days without the program"),
           "server", DAY),
    Choice("room-month", N_("A room\u2019s month"), N_("Every date, hours by organisation"),
           "list", MONTH, per=ROOM),
    Choice("floor-plan", N_("Floor plan"), N_("Rooms, and whose the desks are"),
           "layers", DAY),
    Choice("statistics", N_("Use of the rooms"), N_("Occupancy, no-shows, fairness"),
           "chart-column", MONTH),
)  # fmt: skip


def offered(vat_registered: bool) -> tuple[Choice, ...]:
    """The papers of a house; one that is not registered for VAT has no return to file."""
    return tuple(one for one in CHOICES if vat_registered or one.name != "vat-return")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be printed; ``key`` is a code where there is one for each, None = the first."""

    name: str
    month: Month | None = None
    day: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A paper's value with what it can be chosen from.

    Attributes:
        papers: one, or one for each key; none where there is nothing to print.
        keys: code and names of every organisation or room there is one for.
    """

    wanted: Wanted
    papers: tuple[Paper, ...]
    keys: tuple[tuple[str, Names], ...] = ()

    def paper(self, key: str | None = None) -> Paper | None:
        """The paper, or that of a key; where it has none, the first."""
        codes = [code for code, _names in self.keys]
        if key in codes:
            return self.papers[codes.index(key)]
        return self.papers[0] if self.papers else None

    def serves(self, wanted: Wanted) -> bool:
        """Whether another wish can be met from what was read already."""
        return replace(wanted, key=None) == replace(self.wanted, key=None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A printed paper: its pages with the bytes of the file, and a name for it."""

    wanted: Wanted
    pages: Pages
    file_name: str

    @property
    def pdf(self) -> bytes:
        return self.pages.data

    @property
    def page_count(self) -> int:
        return len(self.pages.sizes)


def _evacuation(session: Session, _day: date) -> EvacuationPaper:
    """Always as of now, whatever day stands in the window."""
    return evacuation_paper(session)


_OF_DAY: dict[str, Callable[[Session, date], Paper]] = {
    "day-sheet": day_sheet,
    "floor-plan": floor_plans,
    "sign-in": sign_in_paper,
    "evacuation": _evacuation,
    "ageing": ageing_paper,
    "payables": payables_paper,
}
_FORMS = {
    "pnd53": N_("form|P.N.D. 53"), "pnd3": N_("form|P.N.D. 3"), "pnd2": N_("form|P.N.D. 2"),
    "pnd1": N_("form|P.N.D. 1"),
}  # fmt: skip


def read(session: Session, wanted: Wanted) -> Read:
    """Read the value of a paper from the hub."""
    if wanted.day is not None:
        of_day = _OF_DAY.get(wanted.name, week_of_rooms)
        return Read(wanted, (of_day(session, wanted.day),))
    assert wanted.month is not None
    if wanted.name == "room-month":
        rooms = [one for one in resources(session) if one.kind == "room" and one.active]
        return Read(
            wanted,
            tuple(month_of_room(session, wanted.month, room.code) for room in rooms),
            tuple((room.code, room.names) for room in rooms),
        )
    if wanted.name == "statistics":
        first, last = wanted.month.first_day, wanted.month.last_day
        return Read(wanted, (statistics(session, first, last),))
    if wanted.name == "wht-list":
        lists = {one.form: one for one in withholding_lists(session, wanted.month)}
        forms = [form for form in _FORMS if form in lists]
        return Read(
            wanted,
            tuple(lists[form] for form in forms),
            tuple((form, Names(translate("th", _FORMS[form]), translate("en", _FORMS[form])))
                  for form in forms),
        )  # fmt: skip
    if wanted.name == "vat-return":
        return Read(wanted, (vat_return(session, wanted.month),))
    if wanted.name == "hub-costs":
        return Read(wanted, (month_queries.hub_costs_paper(session, wanted.month),))
    papers = month_queries.statement_papers(session, wanted.month)
    orgs = tuple((paper.party.code, paper.party.name) for paper in papers)
    return Read(wanted, tuple(papers), orgs)


def place_of(session: Session, document_id: int) -> tuple[Month, str] | None:
    """Month and organisation of a statement, or of the one that a document is about."""
    found = billing.document(session, document_id)
    while found is not None and found.kind != "statement":
        original_id = found.about_id or found.credits_id
        found = None if original_id is None else billing.document(session, original_id)
    return None if found is None else (found.accounting_month, found.org)


def file_name(paper: Paper, wanted: Wanted) -> str:
    """A name for the file: paper, month or day, and whose it is."""
    when = str(wanted.day or wanted.month)
    party = getattr(paper, "party", None)
    room = paper.room if isinstance(paper, RoomMonthPaper) else None
    parts = [wanted.name, when, *(one.code for one in (party, room) if one is not None)]
    return safe_name("-".join(parts)) + ".pdf"


def draw(wanted: Wanted, paper: Paper, options: PaperOptions, progress: Progress) -> Drawn:
    """Print a paper; runs beside the Qt thread, which draws its pages when they are looked at."""
    progress.step(0, 0)
    pdf = render(wanted.name, paper, options)
    return Drawn(wanted, open_pages(pdf), file_name(paper, wanted))
