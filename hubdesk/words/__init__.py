"""Words, dates, amounts and order of names, for screen, paper and command line alike.

``catalogue.Words`` is what callers hold: bound to a language, an era and a zone, it translates,
writes dates and amounts and puts refusals into sentences.  May import ``kernel``, babel and
num2words (both only when needed) and nothing else.

    >>> from hubdesk.words.catalogue import Words
    >>> Words("th").name("status", "booked")
    'จองแล้ว'
"""
