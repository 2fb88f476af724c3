"""The sheet of a referral: the page of one, with all that its reader may know and do."""
