"""How a referral comes in: asked about before it is written, recorded by hand, or pushed."""
