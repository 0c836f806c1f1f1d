"""Every change of the second noun. Pages, the API, imports, commands and tasks call these."""
