"""Figures of repeated rounds and the table that they are printed in."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Series:
    """What was measured again and again, in one unit."""
    unit: str = ""
    decimals: int = 0
    values: list[float] = field(default_factory=list)

    def add(self, value: float) -> None:
        self.values.append(value)

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def __str__(self) -> str:
        spread = [min(self.values), self.median, max(self.values)]
        if spread[0] == spread[2]:
            spread = spread[:1]
        text = "–".join(f"{value:,.{self.decimals}f}" for value in spread)
        return f"{text} {self.unit}".rstrip()


def ratio(ours: Series, theirs: Series) -> Series:
    """The pairs' quotients: only what was measured in one round is compared."""
    pairs = zip(ours.values, theirs.values, strict=True)
    return Series("×", 2, [one / other for one, other in pairs])


@dataclass
class Line:
    """One line of the table: a figure of Waymark's, what it is held against, and the aim."""
    what: str
    ours: Series
    against: str = ""
    theirs: Series | None = None
    at_least: float | None = None
    at_most: float | None = None

    def __str__(self) -> str:
        judged = ratio(self.ours, self.theirs) if self.theirs else self.ours
        limit = self.at_least if self.at_most is None else self.at_most
        reach, mark = "", " "
        if limit is not None:
            is_met = judged.median >= limit if self.at_most is None else judged.median <= limit
            reach = f"reach {'≥' if self.at_most is None else '≤'} {limit:g} {judged.unit}"
            mark = "✓" if is_met else "✗"
        other = f"{self.against}: {self.theirs}" if self.theirs else self.against
        quotient = str(judged) if self.theirs else ""
        return f"{mark} {self.what:<38} {str(self.ours):<26} {other:<52} {quotient:<20} {reach}"


def table(lines: list[Line]) -> str:
    return "\n".join(str(line).rstrip() for line in lines)
