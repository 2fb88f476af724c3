"""What puts right what was said of a referral before: corrections, consents, steps by mistake."""
