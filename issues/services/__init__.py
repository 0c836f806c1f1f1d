"""Every change of the first noun. Pages, the API, imports, commands and tasks call these."""
