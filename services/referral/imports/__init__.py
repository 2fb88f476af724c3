"""A file of referrals: what it would send is shown first, and is sent when somebody says so."""
