"""Why a value was not read: the English texts behind ``reason`` words.

A reason completes a sentence of ``sentences`` or stands alone beside a rejected row.
Imports nothing but the marker.

    >>> REASONS["two_digit_year"]
    'write the year with four digits'
"""

from __future__ import annotations

from hubdesk.words.marker import N_

REASONS: dict[str, str] = {
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
    # Numbers
    "not_an_amount": N_("it is not an amount such as 1,234.50"),
    "too_fine": N_("it has more decimals than the currency"),
    "too_large": N_("it is too large"),
    "not_a_number": N_("it is not a number"),
    "not_a_whole_number": N_("it is not a whole number"),
    "negative": N_("it must not be negative"),
    "not_a_vat_rate": N_("it is not a VAT rate: write exempt, 0 or 7"),
    "zero": N_("it must not be zero"),
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
    "no_end": N_("it needs an end"),
    "too_many_dates": N_("it gives too many dates"),
    "no_dates": N_("it gives no date"),
    "frequency_not_allowed": N_("it repeats too often"),
    # Undo
    "changed_since": N_("it has been changed since"),
    "already_undone": N_("it was taken back already"),
    "posted": N_("it is posted; correct it by a new entry"),
    "not_undoable": N_("this kind of change has its own way back"),
}
