"""Why a value was not read: the English texts behind ``reason`` words.

A reason completes a sentence of ``sentences`` or stands alone beside a rejected row.  It may
name details; one that is not known is shown as an ellipsis.
Imports nothing but the marker.

    >>> REASONS["two_digit_year"]
    'write the year with four digits'
"""

from __future__ import annotations

from hubdesk.words.marker import N_

REASONS: dict[str, str] = {
    # Backups
    "backup_altered": N_("the backup is not as it was written"),
    "backup_of_another_hub": N_("the backup is of another hub"),
    "dangling_reference": N_("a row names another one that does not exist"),
    # Dates and times
    "not_a_date": N_("it is not a date such as 2026-10-22 or 22/10/2569"),
    "needs_dates_hint": N_("say which of the numbers is the day: --dates dmy or --dates mdy"),
    "two_digit_year": N_("write the year with four digits"),
    "no_such_day": N_("there is no such day"),
    "before_be_2484": N_("years before 2484 of the Buddhist era are not taken"),
    "year_out_of_range": N_("the year is out of range"),
    "era_mismatch": N_("the year belongs to the other era"),
    "not_a_moment": N_("it is not a date with a time such as 2026-10-22 13:30"),
    "not_a_time": N_("it is not a time such as 13:30"),
    "not_a_month": N_("it is not a month such as 2026-10"),
    "out_of_range": N_("it is out of range"),
    "naive": N_("the time lacks its zone"),
    "end_before_start": N_("the end is not after the start"),
    "last_before_first": N_("the last day is before the first"),
    # The day of use
    "no_show": N_("nobody came"),
    "left_early": N_("left before the start"),
    "excused": N_("missed, but does not count"),
    "release_without_warning": N_("a room is released later than its people are warned"),
    # Numbers
    "not_an_amount": N_("it is not an amount such as 1,234.50"),
    "too_large": N_("it is too large"),
    "not_a_number": N_("it is not a number"),
    "not_a_whole_number": N_("it is not a whole number"),
    "negative": N_("it must not be negative"),
    "not_a_vat_rate": N_("it is not a VAT rate: write exempt, 0 or 7"),
    "zero": N_("it must not be zero"),
    "vat_beyond_rounding": N_("it differs from the tax on the net amount by more than rounding"),
    # Texts and codes
    "empty": N_("it is empty"),
    "too_long": N_("it is too long"),
    "not_one_of": N_("it is not one of the known words"),
    "not_an_email": N_("it is not an e-mail address"),
    "not_yes_or_no": N_("write yes or no"),
    "not_an_id": N_("it is not an id such as b12 or o345"),
    "needs_email_or_name_and_org": N_("give an e-mail address, or a name and an organisation"),
    "row_too_long": N_("the row has more cells than the header"),
    "same_key_twice": N_("the same key stands in an earlier row of the file"),
    # Files
    "too_many_bytes": N_("it is larger than 5 MB"),
    "too_many_rows": N_("it has more than 50,000 rows"),
    "too_many_columns": N_("it has more than 200 columns"),
    "cell_too_long": N_("a cell holds more than 10,000 characters"),
    "nul_byte": N_("it is not a text file"),
    "not_text": N_("its characters are neither UTF-8 nor Thai Windows"),
    "no_header": N_("it has no header row"),
    "quotes_open": N_("a quotation mark is not closed"),
    "delimiter_unclear": N_("its columns are not parted by comma, semicolon or tab"),
    "not_a_spreadsheet": N_("it is not an XLSX workbook"),
    "unpacks_too_large": N_("it unpacks to more than is safe"),
    "file_type_unknown": N_("only CSV and XLSX files are read"),
    "unknown_column": N_("no column of this name is known; it was not read"),
    # Repetition rules
    "not_a_rule": N_("it is not a rule such as FREQ=WEEKLY;BYDAY=MO"),
    "too_many_rules": N_("it holds too many rules"),
    "malformed_part": N_("a part of it is not of the form NAME=VALUE"),
    "part_twice": N_("a part stands in it twice"),
    "unknown_part": N_("a part of it is not known"),
    "no_freq": N_("it does not say how often (FREQ)"),
    "unknown_freq": N_("its FREQ is not known"),
    "unknown_weekday": N_("a weekday in it is not known"),
    "bad_until": N_("its last date (UNTIL) cannot be read"),
    "count_and_until": N_("it has both a number of dates and a last date"),
    "other_calendar": N_("it follows another calendar"),
    "too_fine": N_("it is finer than is allowed"),
    "no_end": N_("it needs an end: a last date or a number of dates"),
    "too_many_dates": N_("it gives too many dates"),
    "no_dates": N_("it gives no date"),
    "too_far": N_("it goes too far ahead"),
    "too_slow": N_("working it out takes too long"),
    "several_rules": N_("it has several rules"),
    "first_date": N_("it is the first date; change the whole series"),
    "not_a_date_of_the_series": N_("the series has no such date"),
    # A hub's file
    "folder": N_("it is a folder"),
    "not_a_folder": N_("a part of the path is no folder"),
    "not_a_file": N_("it is no ordinary file"),
    "no_such_folder": N_("the folder does not exist"),
    "no_right": N_("the system does not allow it"),
    "name_too_long": N_("the name is too long"),
    "exists": N_("it exists already"),
    "foreign": N_("it is another program’s file"),
    "text": N_("it is a text file"),
    "truncated": N_("a part of it is missing"),
    "unfinished": N_("a write to it was not finished"),
    "no_stamp": N_("it does not say which version wrote it"),
    "unreadable_value": N_("a stored text or number cannot be read"),
    # Settings
    "not_a_currency": N_("it is not a currency such as THB"),
    "not_a_locale": N_("it is not a locale such as th_TH"),
    "unknown_timezone": N_("it is not a time zone such as Asia/Bangkok"),
    "unknown": N_("it is not known"),
    "has_amounts": N_("amounts are kept in the present one already"),
    # The command line
    "option_needs_value": N_("{option} needs a value"),
    "option_value": N_("{option} takes one of: {allowed}"),
    "option_only_for": N_("{option} goes only with: {kinds}"),
    "missing_parameter": N_("{parameter} is missing"),
    "bad_parameter": N_("{parameter} was not understood"),
    "no_such_option": N_("there is no option {option}"),
    "no_such_command": N_("there is no command “{command}”; “hubdesk --help” lists them"),
    "no_command": N_("a command is missing; --help lists them"),
    "not_understood": N_("--help of the command shows how it is used"),
    "scope_needs_date": N_("it needs the id of a date, such as o345"),
    "word_not_text": N_("a word of the line is not text"),
    "unknown_page": N_("there is no page “{page}”"),
    "unknown_choice": N_("it is not one of the choices"),
    # Undo
    "changed_since": N_("it has been changed since"),
    "already_undone": N_("it was taken back already"),
    # Rules of the house, and why requests and holds ended
    "not_a_month_day": N_("it is not a day of the year such as 10-15 (month-day)"),
    "not_slots": N_("it is not times such as 09:00-12:00, 13:00-17:00"),
    "given_to_another": N_("the room was given to another request"),
    "declined": N_("the request was declined"),
    "unanswered": N_("nobody answered the request in time"),
    "hold_lapsed": N_("the hold was not confirmed in time"),
    # Kept on a date of a series, and findings of imports
    "undone": N_("the booking was taken back"),
    "left_out": N_("left out of the series"),
    "organisation_left": N_("the organisation left the house"),
    "tax_id_check": N_("the check digit of the tax number does not fit"),
    "posted": N_("it is posted; correct it by a new entry"),
    "erased": N_("it was erased"),
    "reopen_month": N_("a closed month is reopened, with a reason, and closed again"),
    "close_month": N_("close the month again instead"),
    "not_undoable": N_("this kind of change has its own way back"),
}
