"""Steps that the referral service's own tables went through. Once landed, a step never changes."""
