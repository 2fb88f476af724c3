"""A family as a referral describes it: the values that the events of all services share."""
