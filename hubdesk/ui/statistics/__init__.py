"""How the rooms are used, on the screen; shown on the page *Reports*."""
