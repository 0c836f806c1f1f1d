"""The one error a reader raises on a file it cannot or must not read."""


class UnreadableFile(Exception):
    """The whole file is refused; `str()` is a Chinese sentence that says how to mend it.

    `template` and `values` let a page translate the sentence; `place` is where in the file,
    or None when the file as a whole is meant.
    """

    def __init__(self, template: str, place: str | None = None, **values: object) -> None:
        self.template = template
        self.place = place
        self.values = values
        self.message = template % values if values else template
        super().__init__(self.message)
