"""The step *Bills*: what the house paid and took in, entered by keyboard, paste, file and drop."""
