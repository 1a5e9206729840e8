"""The page *Reports*: every paper with a live preview of the PDF itself, page by page."""
