"""A small PDF layer: shaped Thai, tables that break over pages, documents of equal bytes.

Knows millimetres, runs and rules, and nothing about hubs, months or languages; imports no
feature.  ReportLab gives the document structure, HarfBuzz the glyphs, newmm the word breaks.

    >>> from hubdesk.reports.pdf.text import wrap
    >>> from hubdesk.reports.pdf.styles import BODY
    >>> wrap("short enough", BODY, 40.0)
    ('short enough',)
"""
