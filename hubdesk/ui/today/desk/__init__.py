"""The counter's card on the page *Today*: visitors, parcels, keys, tickets and the shift note."""
