"""Policies and prices as data, with evaluators that have no side effects.

``pricing`` and ``vat`` know no database; ``queries`` and ``service`` keep the rate card.  Must not
import ``booking`` or anything of money above it.

    >>> from hubdesk.rules.vat import vat_minor
    >>> vat_minor(100_00, "7")
    700
"""
