"""How long each register keeps what it holds of somebody, and how it is erased for ever.

`schedule` says the times, as data, `rules` what is due or held, `events` and `domain` that it was
done, `reactions` how every service lets go of it.
"""
