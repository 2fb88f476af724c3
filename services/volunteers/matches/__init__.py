"""One support person beside one family: proposed, agreed by all, started, ended."""
