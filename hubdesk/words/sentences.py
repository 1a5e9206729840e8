"""The English texts of refusals by code; see ``errors`` for how one is chosen.

Each line says what is the matter and, where there is one, what to do.  No blame, no code words.
Imports nothing but the marker.

    >>> SENTENCES["disk_full"][-1]
    'The disk is full. Nothing was changed; free some space and try again.'
"""

from __future__ import annotations

from hubdesk.words.marker import N_

#: Code → texts, the most telling first; the last one has no named places.
SENTENCES: dict[str, tuple[str, ...]] = {
    "error": (N_("This cannot be done."),),
    "refused": (N_("A rule of the house does not allow this."),),
    "usage": (
        N_("{option}: “{value}” was not accepted: {reason}"),
        N_("The command was not understood: {reason}"),
        N_("The command was not understood. “hubdesk --help” lists the commands."),
    ),
    "environment": (
        N_("The computer, the file or the server is not as needed: {reason}"),
        N_("The computer, the file or the server is not as needed."),
    ),
    "not_permitted": (N_("You may not do this."),),
    "invalid_input": (
        N_("{field}: “{value}” was not accepted: {reason}"),
        N_("{field}: {reason}"),
        N_("“{value}” was not accepted: {reason}"),
        N_("“{value}” was not accepted."),
        N_("What was entered was not accepted."),
    ),
    "not_found": (
        N_("There is no {kind} “{key}”."),
        N_("“{key}” was not found."),
        N_("It was not found."),
    ),
    "already_exists": (
        N_("There is already a {kind} “{key}”."),
        N_("“{key}” exists already."),
        N_("It exists already."),
    ),
    # Booking
    "room_taken": (
        N_("{unit} is already booked on {interval} by {by}."),
        N_("{unit} is already booked on {interval}."),
        N_("{unit} is already booked at that time."),
        N_("The room is already booked at that time."),
    ),
    "invalid_rule": (
        N_("The repetition “{rule}” was not understood: {reason}"),
        N_("The repetition was not understood: {reason}"),
        N_("The repetition was not understood."),
    ),
    "rule_not_bookable": (
        N_("The repetition “{rule}” goes beyond what may be booked: {reason}"),
        N_("The repetition goes beyond what may be booked."),
    ),
    "series_not_divisible": (
        N_("The series cannot be changed from this date on: {reason}"),
        N_("The series cannot be changed from this date on."),
    ),
    "outside_opening_hours": (
        N_("{unit} is open from {opens} to {closes} on that day."),
        N_("{unit} is not open at that time."),
        N_("The house is not open at that time."),
    ),
    "closed": (
        N_("{unit} is closed then: {reason}"),
        N_("{unit} is closed then."),
        N_("The room is closed then."),
    ),
    "policy_refused": (
        N_("Rules of the house are in the way. {answers}"),
        N_("A rule of the house is in the way."),
    ),
    "too_many_people": (
        N_("{unit} holds {capacity} people; {people} are too many."),
        N_("The room is too small for so many people."),
    ),
    "layout_missing": (
        N_("{unit} cannot be set as \u201c{layout}\u201d."),
        N_("The room cannot be set that way."),
    ),
    "not_movable": (N_("The people of this booking may not be asked to move."),),
    "equipment_short": (
        N_("Not enough of {unit} is free at that time."),
        N_("Not enough equipment is free at that time."),
    ),
    "in_the_past": (N_("That time has already passed."),),
    "too_far_ahead": (
        N_("Bookings are taken until {until}."),
        N_("Bookings are not taken that far ahead."),
    ),
    "series_too_long": (
        N_("A series may have {limit} dates at most."),
        N_("The series has too many dates."),
    ),
    "series_without_end": (N_("The series needs an end: a last day or a number of dates."),),
    "nothing_booked": (N_("None of the dates could be booked."),),
    "wrong_status": (
        N_("This cannot be done with a booking that is “{status}”."),
        N_("This cannot be done with the booking as it stands."),
    ),
    "already_series": (N_("This booking is a series already."),),
    "closure_lifted": (N_("The room is open again already."),),
    "dates_overlap": (
        N_("Two dates of the series overlap, the second on {interval}."),
        N_("Two dates of the series overlap each other."),
    ),
    "resource_inactive": (
        N_("{unit} is no longer in use."),
        N_("The room is no longer in use."),
    ),
    "organisation_inactive": (
        N_("{org} leaves on {day}; nothing can be booked after that."),
        N_("{org} is no longer active."),
        N_("The organisation is no longer active."),
    ),
    "deposit_settled": (
        N_("The deposit was settled already."),
    ),
    "project_required": (
        N_("{org} wants a project or grant code on every booking."),
        N_("A project or grant code is needed."),
    ),
    "not_waiting": (N_("This date has no offer to answer, or not any more."),),
    "nothing_to_change": (N_("There is no date that this would change."),),
    "outside_check_in_window": (
        N_("Checking in is possible from {opens} to {closes}."),
        N_("This date cannot be checked in now."),
    ),
    "not_yet_started": (
        N_("It begins at {starts}; before that nobody can be missing."),
        N_("It has not begun yet."),
    ),
    "asks_first": (N_("Somebody has to agree to this booking first; ask at the desk."),),
    "kiosk_walk_in_off": (N_("Rooms are not booked at their doors here; ask at the desk."),),
    "desk_taken": (
        N_("{unit} is booked by {by} on {days}; choose other days or ask them."),
        N_("{unit} is taken on some of these days."),
        N_("The desk is taken on some of these days."),
    ),
    "desk_assigned": (
        N_("{unit} is {by}\u2019s desk since {since}."),
        N_("The desk is somebody else\u2019s then."),
    ),
    "not_a_desk": (N_("{unit} is not a desk."), N_("Only desks can be assigned.")),
    "already_away": (
        N_("{unit} is free from {first} to {last} already."),
        N_("The desk is free on these days already."),
    ),
    "too_few_together": (
        N_("{wanted} desks together are not free; the most on one floor are {free}."),
        N_("So many desks together are not free."),
    ),
    "plan_file_refused": (
        N_("The drawing is not taken, line {line}: {reason}"),
        N_("The drawing is not taken: {reason}"),
        N_("The drawing is not taken."),
    ),
    "plan_note": (N_("{element}, line {line}: {reason}"), N_("The drawing was read in part.")),
    "plan_changed": (
        N_("Somebody else saved the plan of floor {floor} meanwhile."),
        N_("Somebody else saved the plan meanwhile."),
    ),
    "plan_shape": (
        N_("The plan cannot be kept, {unit}: {reason}"),
        N_("The plan cannot be kept: {reason}"),
        N_("The plan cannot be kept."),
    ),
    # The counter
    "not_in_state": (
        N_("This cannot be done any more: {kind}, {stage}."),
        N_("It is not in the state that this needs."),
    ),
    "key_out": (
        N_("The key “{unit}” is out: {by} has it."),
        N_("The key “{unit}” is out."),
        N_("The key is out."),
    ),
    "key_here": (
        N_("The key “{unit}” hangs on its hook."),
        N_("The key hangs on its hook."),
    ),
    # Mail
    "mail_not_set_up": (N_("Mail is not set up. Settings, Mail says how to send it."),),
    "mail_state": (
        N_("This cannot be done with the letter any more: {stage}."),
        N_("This cannot be done with the letter any more."),
    ),
    "keyring_missing": (
        N_("This computer has no keyring for the password, or it is locked: {message}"),
        N_("This computer has no keyring for the password, or it is locked."),
    ),
    "mail_server": (
        N_("The mail server {host} cannot be used: {reason} ({message})"),
        N_("The mail server cannot be used."),
    ),
    "letter_refused": (
        N_("The mail server did not take the letter: {message}"),
        N_("The mail server did not take the letter."),
    ),
    "closure_in_the_way": (
        N_("In that time {desks} is assigned. Let it be free on these days first."),
        N_("There are bookings in that time. Decide first what becomes of them."),
    ),
    "resource_in_use": (
        N_("{unit} has bookings, so its make-up cannot change."),
        N_("There are bookings, so its make-up cannot change."),
    ),
    "parts_cycle": (
        N_("{unit} would consist of itself."),
        N_("A room cannot consist of itself."),
    ),
    "quota_exceeded": (
        N_("The allowance of {org} is used up."),
        N_("The allowance is used up."),
    ),
    # Costs, months and the ledger
    "document_not_cancellable": (
        N_("{number} cannot be cancelled; a statement is corrected by a credit or debit note."),
        N_("This document cannot be cancelled."),
    ),
    "document_cancelled": (
        N_("{number} was cancelled or taken back before."),
        N_("It was cancelled or taken back before."),
    ),
    "invoice_unsound": (
        N_("The sums of {number} do not agree; nothing was written. Run “hubdesk verify”."),
        N_("The sums do not agree; nothing was written. Run “hubdesk verify”."),
    ),
    "credit_stands": (
        N_("A credit note has taken back a part of {number}; credit what is left instead."),
        N_("A credit note has taken back a part of it; credit what is left instead."),
    ),
    "receipt_exists": (
        N_("A receipt has shown tax of {number} already; a tax invoice would show it twice."),
        N_("A receipt has shown its tax already."),
    ),
    "receipt_stands": (
        N_("Receipt {number} acknowledges this payment; cancel the receipt first."),
        N_("A receipt acknowledges this payment; cancel the receipt first."),
    ),
    "paid_again": (
        N_("Bill {number} was paid again since; take that payment back first."),
        N_("The bill was paid again since; take that payment back first."),
    ),
    "same_person": (
        N_("Who makes something cannot be who approves it: {person}."),
        N_("Who makes something cannot be who approves it."),
    ),
    "month_locked": (
        N_("{month} is closed. Enter it in an open month, or reopen the month."),
        N_("The month is closed. Enter it in an open month, or reopen the month."),
    ),
    "month_open": (
        N_("{month} is not closed yet."),
        N_("The month is not closed yet."),
    ),
    "month_out_of_order": (
        N_("{previous} must be closed first."),
        N_("An earlier month must be closed first."),
    ),
    "month_not_ready": (
        N_("{month} cannot be closed yet: {reason}"),
        N_("{month} cannot be closed yet."),
        N_("The month cannot be closed yet."),
    ),
    "no_driver": (
        N_("Nobody has a value for “{driver}” in {month}, so the pool “{pool}” cannot be shared."),
        N_("Nobody has a value for “{driver}”, so the pool “{pool}” cannot be shared."),
        N_("The pool “{pool}” cannot be shared: nobody has a value for its driver."),
        N_("There is nobody to share this cost: all weights are zero."),
    ),
    "pool_without_driver": (
        N_("Nobody has said by what the pool “{pool}” is shared."),
        N_("A pool has no driver yet."),
    ),
    "pool_without_vat": (
        N_("Nobody has said which VAT kind the pool “{pool}” has."),
        N_("A pool has no VAT kind yet."),
    ),
    "whole_too_small": (
        N_("The whole of “{pool}” is {whole} in {month}, but {taken} are taken ({driver}, times "
           "days): more than all would be charged."),
        N_("The whole that a pool is shared by is less than what is taken of it."),
    ),
    "minimum_too_large": (
        N_("The minimums of “{pool}” in {month} are more than there is to be shared."),
        N_("The minimums of a pool are more than there is to be shared."),
    ),
    "opposed_mirrors": (
        N_("Of “{pool}” for {month} some would get back what others pay, for what was taken back "
           "was shared within limits. Enter the new bill in the accounting month after this one."),
        N_("Of a pool some would get back what others pay; enter the new bill a month later."),
    ),
    "hands_on_backwards": (
        N_("“{pool}” hands on to “{to}”, which does not come after it."),
        N_("A pool hands on to one that does not come after it."),
    ),
    "weight_without_days": (
        N_(
            "{org} has a fixed weight in “{pool}” but occupied nothing that month, "
            "so bears nothing."
        ),
        N_("A fixed weight belongs to an organisation that occupied nothing that month."),
    ),
    "earlier_month_open": (
        N_("{previous} is still open and has money."),
        N_("An earlier month is still open and has money."),
    ),
    "month_not_over": (
        N_("{month} is not over: what is booked until {day} would be charged as it stands."),
        N_("The month is not over yet."),
    ),
    "unsealed": (
        N_("“{description}” was written but never posted; it counts nowhere."),
        N_("Something was written but never posted; it counts nowhere."),
    ),
    "fingerprint_differs": (
        N_("{month} no longer has the fingerprint it was closed with. Run “hubdesk verify”."),
        N_("The month no longer has the fingerprint it was closed with."),
    ),
    "driver_mismatch": (
        N_("The pool “{pool}” is shared by {expected_driver}, not by {driver}."),
        N_("The pool “{pool}” is shared by another driver."),
        N_("The pool is shared by another driver."),
    ),
    "vat_mismatch": (
        N_("The pool “{pool}” has another VAT kind than this bill."),
        N_("The VAT kind does not match the pool."),
    ),
    "duplicate_bill": (
        N_("Bill {number} of {supplier} has been entered already."),
        N_("This bill has been entered already."),
    ),
    "bill_differs": (
        N_("Bill {number} of {supplier} has been entered with other values."),
        N_("This bill has been entered with other values."),
    ),
    "month_before_service": (
        N_("A bill for {service_month} cannot be shared in {month}, which is earlier."),
        N_("A bill cannot be shared before the month it is for."),
    ),
    "unbalanced": (
        N_("The entries do not add up: {difference_minor} is left over."),
        N_("The entries do not add up to zero."),
    ),
    "bill_paid": (
        N_("What was paid on this bill must be taken back first, or it was taken back already."),
    ),
    "not_registered": (N_("The house is not registered for VAT."),),
    "line_settled": (
        N_("Only {left_minor} of this line of the bank is left to be matched."),
        N_("That is more than is left of this line of the bank, or its payments stand."),
    ),
    "pool_unbalanced": (
        N_("A pool of the month does not add up: its shares and what the hub absorbs are not what "
           "was to be shared."),
    ),
    "other_account": (
        N_("The file is of account {found}, not of {expected}."),
        N_("The file is of another account."),
    ),
    "account_unclear": (
        N_("The file does not say which account it is of. Choose one: {accounts}."),
        N_("The file does not say which account it is of."),
    ),
    "other_currency": (
        N_("The account is in {found}; the hub’s books are in {expected}."),
        N_("The account is in another currency than the hub’s books."),
    ),
    "sealed": (N_("This has been posted and cannot be changed. Correct it by a new entry."),),
    "overlapping_facts": (
        N_("There is already an entry for these days, from {valid_from}."),
        N_("There is already an entry for these days."),
    ),
    "not_recomputed": (
        N_("{month} no longer gives the same amounts. Nothing was changed."),
        N_("The month no longer gives the same amounts. Nothing was changed."),
    ),
    # History
    "undo_not_possible": (
        N_("This cannot be taken back: {reason}"),
        N_("This cannot be taken back."),
    ),
    "changed_since": (
        N_("It has been changed since by {actor}, so it was left as it is."),
        N_("It has been changed since, so it was left as it is."),
    ),
    "conflict": (N_("Somebody changed it at the same moment. Look at it again and repeat."),),
    # Files, servers, machines
    "hub_not_found": (
        N_("There is no hub at {location}."),
        N_("There is no hub at that place."),
    ),
    "hub_gone": (
        N_(
            "The hub’s file at {location} was moved, removed or replaced. Nothing was written;"
            " put it back, or open the hub again."
        ),
        N_(
            "The hub’s file was moved, removed or replaced. Nothing was written; put it back, or"
            " open the hub again."
        ),
    ),
    "hub_exists": (
        N_("There is already a file at {location}; it was left as it is."),
        N_("There is already a file at that place; it was left as it is."),
    ),
    "not_a_hub": (
        N_("{location} is not a HubDesk file; it was left as it is."),
        N_("This is not a HubDesk file; it was left as it is."),
    ),
    "hub_damaged": (
        N_("{location} is damaged and was not opened. Restore the last backup."),
        N_("The hub’s file is damaged and was not opened. Restore the last backup."),
    ),
    "hub_too_new": (
        N_("{location} was written by a newer HubDesk. Update this program to open it."),
        N_("The hub was written by a newer HubDesk. Update this program to open it."),
    ),
    "hub_too_old": (
        N_("{location} was written by a HubDesk too old to be read."),
        N_("The hub was written by a HubDesk too old to be read."),
    ),
    "hub_place": (
        N_("{place} is shared or kept in step over a network, where a hub’s file is not safe."),
        N_("A hub’s file is not safe on a network drive or in a synchronised folder."),
    ),
    "tool_missing": (
        N_("The program {tool} is needed and was not found."),
        N_("A program of the system is needed and was not found."),
    ),
    "server_too_old": (
        N_("The server’s version is {found}; at least {needed} is needed."),
        N_("The server’s version is too old."),
    ),
    # What the database itself refuses
    "claim_overlap": (N_("The room is already booked at that time."),),
    "claim_too_long": (N_("A booking may last 31 days at most."),),
    "dated_fact_locked": (
        N_("This belongs to a closed month and cannot be changed; end it and begin a new entry."),
    ),
    "unknown_field": (
        N_("This letter has no field \u201c{name}\u201d. It has: {known}"),
        N_("This letter has no such field."),
    ),
    "usage_locked": (
        N_("This use of a room was charged in a closed month and cannot be changed."),
    ),
    "changed_meanwhile": (
        N_("Somebody else has just changed this. Look at it again, then decide."),
    ),
    "history_fixed": (N_("The history cannot be changed."),),
    "blob_fixed": (N_("A stored file cannot be changed; add a new one."),),
    "number_gap": (N_("Document numbers follow each other without gaps."),),
    "kept": (N_("This is never deleted; cancel it or make it inactive."),),
    "guard": (N_("The hub’s safeguards refused this. Nothing was changed."),),
    "hub_busy": (N_("The hub is busy with another program’s work. Try again in a moment."),),
    "hub_read_only": (
        N_("{location} may not be written to."),
        N_("The hub may not be written to."),
    ),
    "guards_changed": (N_("The hub’s safeguards were altered. Run “hubdesk verify”."),),
    "disk_full": (N_("The disk is full. Nothing was changed; free some space and try again."),),
    "server_gone": (
        N_("The server {server} does not answer. Check the line and try again."),
        N_("The server does not answer. Check the line and try again."),
    ),
    "server_address": (
        N_("{location} is no address of a server."),
        N_("This is no address of a server."),
    ),
    "server_refused": (N_("The server does not accept this user or password."),),
    "backup_failed": (
        N_("The backup could not be checked and was not kept: {reason}"),
        N_("The backup could not be checked and was not kept."),
    ),
    "file_not_written": (
        N_("{location} could not be written: {reason}"),
        N_("{location} could not be written."),
        N_("The file could not be written."),
    ),
    "page_not_drawn": (
        N_("The page “{page}” could not be drawn: {reason}"),
        N_("The page could not be drawn."),
    ),
    # Files that are read and written
    "file_not_found": (
        N_("There is no file {source}."),
        N_("There is no such file."),
    ),
    "cannot_write": (
        N_("{target} cannot be written: {reason}"),
        N_("The file cannot be written."),
    ),
    "file_unreadable": (
        N_("{source} cannot be read: {reason}"),
        N_("The file cannot be read: {reason}"),
        N_("The file cannot be read."),
    ),
    "cell_rejected": (
        N_("{column}: “{value}” was not accepted: {reason}"),
        N_("{column}: {reason}"),
    ),
    "columns_missing": (
        N_("{source} lacks columns that are required: {columns}."),
        N_("The file lacks columns that are required."),
    ),
    "column_doubled": (
        N_("{source} has the column “{column}” twice."),
        N_("The file has a column twice."),
    ),
    "import_rejected": (
        N_("{rejected} rows were rejected, so nothing of the file was written."),
        N_("Some rows were rejected, so nothing of the file was written."),
    ),
    "file_too_large": (
        N_("The file is larger than {limit}."),
        N_("The file is too large."),
    ),
    "file_not_shown": (
        N_("The file cannot be shown: it is damaged, locked by a password, or no picture."),
    ),
    "not_printed": (N_("The printer did not take the paper. Nothing was printed."),),
    "file_type_refused": (N_("Files of this type are not taken."),),
}
