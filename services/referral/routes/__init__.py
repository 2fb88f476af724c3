"""To whom a referral goes: each member of a network judged by rules, each skip kept."""
