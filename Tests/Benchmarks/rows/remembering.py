"""Memory at full load: the most that was seen while the others measured."""

from figures import Line, Series


class Remembering:
    def __init__(self):
        self.ours = Series("MiB")
        self.php = Series("MiB")

    def measure(self, bench, number: int) -> None:
        self.ours.add(bench.watch.most.pop("ours"))
        self.php.add(bench.watch.most.pop("php"))

    def lines(self) -> list[Line]:
        return [
            Line("memory of serve and work", self.ours, "PHP-FPM, a pool of 16", self.php,
                 at_most=1.0),
            Line("memory of serve and work", self.ours, at_most=150),
        ]
