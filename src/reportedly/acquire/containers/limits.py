"""How much of an input is read: the limits, and the count of what one input has taken of them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.errors import CannotHandle


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """What is read from disk, and how much of what files hold.

    Attributes:
        max_bytes: Files and members larger than this are left out with a `Problem`; a news page is
            seldom above 1 MB. Containers are read as streams and may be of any size.
        max_members: Members read from one file. A news archive of Common Crawl holds 40,000 pages.
        max_unpacked: Bytes unpacked from one file. Such an archive of 1 GB holds about 5 GB.
        max_ratio: How many times its packed size something may grow, once it is larger than
            `max_bytes`. Pages grow five to ten times, tables up to a hundred, bombs a thousand.
        max_depth: Containers inside containers.
    """

    max_bytes: int = 32_000_000
    max_members: int = 250_000
    max_unpacked: int = 20_000_000_000
    max_ratio: int = 250
    max_depth: int = 4


class LimitReached(CannotHandle):
    """A limit on a whole input is reached: nothing more is read of it."""


class Budget:
    """What one input, with all that is packed in it, may still take."""

    def __init__(self, settings: FileSettings) -> None:
        self.settings = settings
        self._members = 0
        self._unpacked = 0

    def member(self) -> None:
        """Count a member."""
        self._members += 1
        if self._members > self.settings.max_members:
            raise LimitReached(
                f"more than {self.settings.max_members:,} members, the rest is not read; "
                "split it or raise files.max_members"
            )

    def unpacked(self, size: int, whole: int, packed: int) -> None:
        """Count `size` bytes more of a stream that gave `whole` bytes out of `packed`."""
        self._unpacked += size
        limits = self.settings
        if self._unpacked > limits.max_unpacked:
            raise LimitReached(
                f"more than {limits.max_unpacked:,} bytes unpacked, the rest is not read; "
                "split it or raise files.max_unpacked"
            )
        if whole > limits.max_bytes and whole > limits.max_ratio * max(packed, 1):
            raise CannotHandle(
                f"grows more than {limits.max_ratio} times when unpacked, as no reports do; "
                "if it is sound, raise files.max_ratio"
            )

    def too_large(self) -> CannotHandle:
        """Return the error for bytes that are more than one report."""
        return CannotHandle(
            f"larger than {self.settings.max_bytes / 1_000_000:g} MB; "
            "split it or raise files.max_bytes"
        )
