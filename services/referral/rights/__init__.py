"""What people ask of the registers that they are in, and the officer's answer within its month."""
