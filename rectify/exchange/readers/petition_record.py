"""One complaint's words by field, before anything is read into them."""

from dataclasses import dataclass, field

from rectify.exchange.readers.plan.raw import NEAR, Span


@dataclass(slots=True)
class RawPetition:
    """One complaint's words by field.

    `running`: a sentence opens it (一、某县D3…反映情况：…); `lines`: it came in lines, not in a row
    of a table; `found_outside` names fields taken from the text around it.
    """

    spans: dict[str, list[Span]] = field(default_factory=dict)
    section: str = ""
    place: str = ""
    running: bool = False
    lines: bool = False
    found_outside: set[str] = field(default_factory=set)

    def add(self, name: str, span: Span) -> None:
        """Keep words; those of a merged cell or a repeated line only once."""
        known = self.spans.get(name)
        if not span.text.strip():
            return
        if known is None:
            self.spans[name] = [span]
        elif all(span.text != old.text for old in known[-NEAR:]):
            known.append(span)

    def go_on(self, name: str, span: Span) -> None:
        """Put a line under the field's last words."""
        known = self.spans.get(name)
        if known:
            known[-1] = Span(f"{known[-1].text}\n{span.text}".strip(), known[-1].place)
        else:
            self.add(name, span)

    def text(self, name: str, joint: str = "\n") -> str:
        """Return a field's words."""
        return joint.join(span.text.strip() for span in self.spans.get(name, ()))

    def place_of(self, name: str) -> str:
        """Return where a field's words stand, else where the complaint does."""
        return next((span.place for span in self.spans.get(name, ())), self.place)
