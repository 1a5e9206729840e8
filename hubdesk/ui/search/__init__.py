"""The box in the top bar that finds things and takes commands.

``box`` is the field, ``panel`` its list, ``model`` and ``delegate`` the lines, ``commands`` what
can be done and how it is found by name, ``wording`` how something found is put into words.
"""
