"""The form on which people record a referral: the whole request, checked while it is filled in."""
