"""What was recorded of a case by mistake: corrected, taken back, reopened, with a reason."""
