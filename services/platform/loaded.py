"""What a process has loaded by the time it begins to serve stays until its end."""

import gc


def keep_what_is_loaded() -> None:
    """Let the collector pass it over: to go through it again and again costs a relay a quarter."""
    gc.collect()
    gc.freeze()
