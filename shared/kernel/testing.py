"""Given-when-then needs one helper, since events and states are plain values."""

from typing import Any

from shared.kernel.aggregate import A, fold


def given(new: A, *history: Any) -> A:
    """The aggregate after its history."""
    return fold(new, history)
