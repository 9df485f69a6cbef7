"""What is wrong with a file in ``rules/``: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from realdesk.errors import RulesError

Path = tuple[str | int, ...]
"""Way to a value in a TOML file: keys and list positions, such as ``("channels", 3, "value")``."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to correct."""

    file: str
    """Path below the rules folder, with forward slashes."""
    line: int
    """Counted from 1."""
    field: str
    """Such as ``channels[3].value``; empty when the whole file is meant."""
    message: str
    hint: str
    """What to do."""

    def __str__(self) -> str:
        """Return ``file:line: field: message -> hint``."""
        where = f"{self.file}:{self.line}: {self.field}: " if self.field else f"{self.file}:{self.line}: "
        return f"{where}{self.message} -> {self.hint}"


class RulesProblemsError(RulesError):
    """The rules have problems, all of them in ``problems``."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        count = f"{len(problems)} problems" if len(problems) != 1 else "one problem"
        super().__init__(
            f"The rules have {count}; the first: {problems[0]}",
            hint="Run `realdesk rules lint` for the full list and correct each line it names.",
        )
        self.problems = problems


class Report:
    """Collects the problems of one file."""

    def __init__(self, file: str, line_of: Callable[[Path], int]) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._line_of = line_of

    def add(self, path: Path, message: str, hint: str) -> None:
        """Note a problem with the value at ``path``."""
        self.problems.append(Problem(self.file, self._line_of(path), field_name(path), message, hint))


def field_name(path: Path) -> str:
    """Return ``path`` as people write it: ``channels[3].value``."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{part}" if name else part
    return name
