"""Formats only: bytes to frozen values and back; what the values mean is the features' business.

``tables`` reads and writes CSV and XLSX, ``columns`` knows the columns of each kind of import
and turns cells into typed values.  May import ``kernel``, ``words`` and ``store``; knows no
feature.

    >>> from hubdesk.exchange.columns import parse
    >>> from hubdesk.exchange.tables import read_table
    >>> table = read_table(b"date,description,pool,amount\\n12/10/2569,Hire,rent,1.50\\n", "a.csv")
    >>> parse("income", table).rows[0].values["amount_minor"]
    150
"""
