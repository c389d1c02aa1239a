"""A line on the error stream that fills up while a long piece of work goes on; silent when nobody watches."""

import sys
from typing import TextIO

WIDTH = 30


class ProgressBar:
    """Draws itself again on each step. `shown` None: only when the stream is a terminal."""

    def __init__(self, label: str, shown: bool | None = None, stream: TextIO | None = None) -> None:
        self.label, self.stream = label, stream or sys.stderr
        self.shown = self.stream.isatty() if shown is None else shown

    def __call__(self, done: int, steps: int) -> None:
        """Show that `done` of `steps` are done; the last one ends the line."""
        if not self.shown:
            return
        filled = WIDTH * done // steps
        self.stream.write(f"\r{self.label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done} of {steps}")
        self.stream.write("\n" if done >= steps else "")
        self.stream.flush()
