"""Who may send referrals by a file: whoever may send them."""

from services.referral.intake import policy

sends = policy.sends
sending_organisation = policy.sending_organisation
