"""What is due in the referral service: answers, replies, requests, agreements."""
