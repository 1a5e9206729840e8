"""Whether the rules of the house let dates in: asked by booking, moving, restoring and previews.

``admit`` reads the policies, counts what they count and answers with an :class:`Admission`; it
refuses nothing itself.  ``require`` does, unless a member of staff lets the dates pass with a
reason, which goes to the history.  A quota is exact: whoever counts holds the turn of the
organisation (and of the person) until the commit.

Imports of old bookings, the demo and taking a change back do not ask: what has been agreed long
ago is not judged by the rules of today.  Hubs without policies pay one look at an empty table.

    admission = admit(uow, Wished(org_id, dates, zone))
    require(uow, admission)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.conflicts import Need, Verdict
from hubdesk.booking.errors import PolicyRefusedError
from hubdesk.booking.model import BookingRequest, Status
from hubdesk.booking.queries.arrivals import strikes_by
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.used import holidays, places, used_dates
from hubdesk.booking.service.planning import Plan
from hubdesk.hub.queries import settings
from hubdesk.kernel.text import clean
from hubdesk.orgs.queries import memberships, organisation
from hubdesk.rules.policies.counted import COUNTING, Counted, list_price, no_price
from hubdesk.rules.policies.evaluate import evaluate
from hubdesk.rules.policies.model import Answer, Asker, DateAsked, Place, Policy, Ruling
from hubdesk.rules.policies.periods import period_of
from hubdesk.rules.policies.timely import Situation
from hubdesk.rules.queries.policies import policies
from hubdesk.rules.queries.prices import price_list
from hubdesk.store.locks import lock_admission
from hubdesk.store.session import Session, UnitOfWork

#: What is asked of a stay that gets longer: all but when it may be booked, which it is already.
OF_LENGTH = COUNTING | {"length", "slots", "hours", "access", "sponsor", "approval"}
#: Reason of a date that the rules refuse, among those why a date cannot be had.
POLICY = "policy_refused"


class WishedDate(NamedTuple):
    """A date in UTC seconds with what it needs; ``agreed``: it had its room already."""

    starts_s: int
    ends_s: int
    needs: Sequence[Need]
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Wished:
    """What the rules are asked about.

    Attributes:
        dates: ascending.
        zone: on whose wall clock the rules are meant.
        person_id: who books; None = nobody said.
        purpose: what rules count the booking as, empty = an ordinary one.
        sponsor_id: the organisation that answers for it.
        override: why staff let it pass; empty = nobody does.
        booking_id: the booking the dates belong to; 0 = a new one.
        without: ids of dates whose present place does not count.
        may_wait: a booking may wait for somebody's word; a date that is moved may not.
        kinds: of the rules that are asked; empty = all.
    """

    org_id: int
    dates: Sequence[WishedDate]
    zone: tzinfo
    person_id: int | None = None
    purpose: str = ""
    sponsor_id: int | None = None
    override: str = ""
    booking_id: int = 0
    without: Collection[int] = ()
    may_wait: bool = True
    kinds: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Admission:
    """What the rules said.

    Attributes:
        answers: against the dates; empty = they are let in.
        override: why they pass all the same.
        approval: by which rule somebody has to agree first.
        hold: by which rule a hold lapses.
        reconfirm: by which rule a series is confirmed anew.
    """

    answers: tuple[Answer, ...] = ()
    override: str = ""
    approval: Policy | None = None
    hold: Policy | None = None
    reconfirm: Policy | None = None

    @property
    def refused(self) -> tuple[Answer, ...]:
        """Answers that stand: nobody lets them pass, or nobody may."""
        if self.override and all(answer.policy.overridable for answer in self.answers):
            return ()
        return self.answers

    @property
    def refused_starts(self) -> frozenset[int]:
        """Starts of the dates that are refused, in UTC seconds."""
        return frozenset(
            int(moment.timestamp()) for answer in self.refused for moment in answer.starts
        )

    def of(self, starts_s: int) -> tuple[Answer, ...]:
        """The answers that stand against the date that starts at an instant."""
        return tuple(
            answer
            for answer in self.refused
            if any(int(moment.timestamp()) == starts_s for moment in answer.starts)
        )

    @property
    def facts(self) -> dict[str, Any]:
        """What the history keeps of it."""
        if not self.override:
            return {}
        names = [answer.policy.names for answer in self.answers]
        return {
            "override": self.override,
            "rules": [one.get("en") for one in names],
            "rules_th": [one.get("th") for one in names],
        }

    def over(self, verdicts: Iterable[tuple[Verdict, Sequence[Need]]]) -> tuple[Verdict, ...]:
        """Verdicts with the dates that are refused, without claims where somebody has to agree.

        Args:
            verdicts: each with what its date needs, the main resource first.
        """
        refused = self.refused_starts
        found = tuple(
            Verdict(one.candidate, (), POLICY, needs[0].room.code)
            if not one.reason and one.candidate.starts_s in refused
            else one
            for one, needs in verdicts
        )
        if self.approval is None:
            return found
        return tuple(one._replace(claims=()) for one in found)

    def status(self, wanted: Status) -> Status:
        """The state of the dates: requested where somebody has to agree first."""
        return wanted if self.approval is None else Status.REQUESTED


LET_IN = Admission()


def admit_plan(session: Session, request: BookingRequest, plan: Plan) -> Admission:
    """Ask the rules about those dates of a plan that can be had; see :func:`admit`."""
    return admit_dates(session, request, [(one, plan.needs) for one in plan.verdicts], plan.zone)


def admit_dates(
    session: Session, request: BookingRequest, verdicts: Iterable[tuple[Verdict, Sequence[Need]]],
    zone: tzinfo,
) -> Admission:  # fmt: skip
    """The same for dates that differ in what they need."""
    if not policies(session) or not (request.status.blocks or request.status == "requested"):
        return LET_IN
    dates = [
        WishedDate(one.candidate.starts_s, one.candidate.ends_s, needs)
        for one, needs in verdicts
        if not one.reason
    ]
    wished = Wished(
        request.org_id, dates, zone, request.person_id, request.purpose, request.sponsor_id,
        request.override,
    )  # fmt: skip
    return admit(session, wished)


def admitted(
    request: BookingRequest, plan: Plan, admission: Admission
) -> tuple[BookingRequest, Plan]:
    """A request and its plan as the rules let them in."""
    if admission is LET_IN:
        return request, plan
    verdicts = admission.over((one, plan.needs) for one in plan.verdicts)
    status = admission.status(request.status)
    return replace(request, status=status), replace(plan, verdicts=verdicts)


def admit(session: Session, wished: Wished) -> Admission:
    """Ask the rules of the house.

    In a unit of work the organisation's and the person's turn is taken before anything is counted.

    Raises:
        NotFoundError: no such organisation, or none that could answer for it.
    """
    known = policies(session)
    if not known or not wished.dates:
        return LET_IN
    dates = [_date_asked(date, wished) for date in wished.dates]
    asker = asker_of(session, wished, known)
    concerned = [
        policy
        for policy in known
        if not wished.kinds or policy.kind in wished.kinds
        if any(policy.places_of(asker, asked) for asked in dates)
    ]
    if not concerned:
        return LET_IN
    now = _situation(session, wished.zone, concerned)
    counted = _counted(session, wished, asker, concerned, dates, now.week_start)
    ruling = evaluate(concerned, asker, dates, now=now, counted=counted)
    ruling = _after_strikes(session, wished.org_id, ruling, concerned)
    return _settled(session, wished, ruling, asker, dates)


def admit_rows(
    session: Session, booking: Mapping[str, Any], dates: Iterable[Mapping[str, Any]],
    needs: Mapping[int, Sequence[Need]], *, before: Mapping[int, Mapping[str, Any]] | None = None,
    override: str = "", kinds: Collection[str] = (),
) -> Admission:  # fmt: skip
    """Ask the rules about dates of a booking as they are to be: moved, restored, accepted.

    Args:
        dates: rows of ``occurrence`` as they are to be.
        needs: what each wants, by id.
        before: rows as they are, by id; a date that stays in its room needs nobody's word anew.
        override: why staff let it pass.
        kinds: of the rules that are asked; empty = all.
    """
    if not policies(session):
        return LET_IN
    rows = sorted(dates, key=lambda date: date["starts_at"])
    known = before or {}
    wished = [
        WishedDate(
            int(row["starts_at"].timestamp()), int(row["ends_at"].timestamp()), needs[row["id"]],
            row["id"] in known and known[row["id"]]["resource_id"] == row["resource_id"],
        )
        for row in rows
        if Status(row["status"]).blocks or row["status"] == Status.REQUESTED
    ]  # fmt: skip
    return admit(session, Wished(
        booking["org_id"], wished, ZoneInfo(booking["timezone"]), booking["person_id"],
        booking["purpose"], booking["sponsor_id"], override, booking["id"],
        [row["id"] for row in rows], may_wait=False, kinds=kinds,
    ))  # fmt: skip


def require(session: Session, admission: Admission, org_id: int | None = None) -> None:
    """Refuse what the rules refuse.

    Raises:
        PolicyRefusedError: with every answer.
        NotPermittedError: the acting person may not let anything pass.
    """
    if admission.refused:
        raise PolicyRefusedError(**refusal(admission.refused))
    require_override(session, admission, org_id)


def require_override(session: Session, admission: Admission, org_id: int | None = None) -> None:
    """Letting pass what the rules refuse is a right of its own.

    Raises:
        NotPermittedError: the acting person does not have it.
    """
    if admission.override and (admission.answers or admission.approval):
        access.require(session, "rules.override", org_id)


def refusal(answers: Iterable[Answer]) -> dict[str, Any]:
    """The details of a refusal by the rules; none where nothing stands against it."""
    said = [answer.plain() for answer in answers]
    if not said:
        return {}
    return {"answers": said, "overridable": all(one["overridable"] for one in said)}


def asker_of(session: Session, wished: Wished, known: Iterable[Policy]) -> Asker:
    """Whom the rules see; plans and sponsor are read only where they matter."""
    org = organisation(session, wished.org_id)
    plans: tuple[str, ...] = ()
    if any(policy.scope.plans or policy.terms.get("plans") for policy in known):
        today = session.clock.now().astimezone(wished.zone).date()
        plans = tuple(
            one.plan
            for one in memberships(session, wished.org_id)
            if one.valid_from <= today and (one.valid_to is None or today <= one.valid_to)
        )
    sponsor = ""
    if wished.sponsor_id is not None:
        sponsor = organisation(session, wished.sponsor_id).org_class
    return Asker(
        wished.org_id, org.org_class, plans, wished.person_id, clean(wished.purpose), sponsor
    )


def _date_asked(one: WishedDate, wished: Wished) -> DateAsked:
    return DateAsked(
        instant(one.starts_s).astimezone(wished.zone),
        instant(one.ends_s).astimezone(wished.zone),
        tuple(
            Place(need.room.id, need.room.kind, need.room.capacity, _units(need))
            for need in one.needs
            for _ in range(need.quantity)
        ),
        wished.booking_id,
        clean(wished.purpose),
    )


def _units(need: Need) -> int:
    return 1 if need.room.is_pool else len(need.room.unit_ids)


def _situation(session: Session, zone: tzinfo, concerned: Iterable[Policy]) -> Situation:
    at = session.clock.now().astimezone(zone)
    off: frozenset[date] = frozenset()
    if any(policy.terms.get("business_days") for policy in concerned):
        off = holidays(session, at.date())
    return Situation(at, off, settings(session).week_start)


def _counted(
    session: Session, wished: Wished, asker: Asker, concerned: Iterable[Policy],
    dates: Sequence[DateAsked], week_start: int,
) -> Counted:  # fmt: skip
    """What is booked already in the periods that some rule counts."""
    counting = [policy for policy in concerned if policy.kind in COUNTING]
    if not counting:
        return Counted()
    if isinstance(session, UnitOfWork):
        lock_admission(session, wished.org_id, wished.person_id)
    spans = [
        period_of(asked.day, policy.terms["per"], week_start)
        for policy in counting
        for asked in dates
    ]
    midnight = time(tzinfo=wished.zone)
    span = (
        datetime.combine(min(first for first, _ in spans), midnight),
        datetime.combine(max(before for _, before in spans), midnight),
    )
    known = places(session)

    def read(whose: str, key: int) -> tuple[DateAsked, ...]:
        return used_dates(session, whose, key, span, zone=wished.zone, known=known,
                          without=wished.without)  # fmt: skip

    of_org = any(policy.terms.get("of") != "person" for policy in counting)
    of_person = any(policy.terms.get("of") == "person" for policy in counting)
    return Counted(
        read("org", wished.org_id) if of_org else (),
        read("person", wished.person_id) if of_person and wished.person_id is not None else (),
        tuple(known.values()),
        list_price(price_list(session), asker)
        if any(policy.terms.get("amount_minor") for policy in counting)
        else no_price,
    )


def _after_strikes(
    session: Session, org_id: int, ruling: Ruling, concerned: Iterable[Policy]
) -> Ruling:
    """Who missed too many bookings asks before the next one, whatever else the rules let in."""
    for policy in concerned:
        if ruling.approval is None and policy.kind == "strikes":
            missed = strikes_by(session, org_id, policy, session.clock.now())
            if missed.state == "ask":
                return replace(ruling, approval=policy)
    return ruling


def _settled(
    session: Session, wished: Wished, ruling: Ruling, asker: Asker, dates: Sequence[DateAsked]
) -> Admission:
    """The ruling with what staff decided, and with who has to be asked."""
    override, approval, answers = clean(wished.override), ruling.approval, ruling.answers
    if approval is not None and session.actor == (approval.terms.get("approver") or None):
        approval = None
    if approval is not None and (not wished.may_wait or (override and approval.overridable)):
        starts = tuple(
            asked.starts
            for asked, one in zip(dates, wished.dates, strict=True)
            if not one.agreed and approval.places_of(asker, asked)
        )
        if starts:
            answers = (*answers, Answer(approval, "needs_approval", {}, starts))
        approval = None
    return Admission(answers, override, approval, ruling.hold, ruling.reconfirm)
