"""How referrals find their way through networks, for senders, coordinators and each member."""
