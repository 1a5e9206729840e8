"""Thai taxpayer numbers: checked, and warned about, never refused.

Foreign bodies and old papers bring numbers that fail the check digit, so a person decides.

    >>> finding("0994000165501"), finding("1234567890123")
    ('', 'tax_id_check')
"""

from __future__ import annotations


def finding(number: str) -> str:
    """What is odd about a number.

    Returns:
        Empty if nothing is, or if there is no number; else ``tax_id_check``.
    """
    if not number:
        return ""
    from stdnum.exceptions import ValidationError
    from stdnum.th import tin

    try:
        tin.validate(number)
    except ValidationError:
        return "tax_id_check"
    return ""
