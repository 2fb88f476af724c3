"""Room: how many families each organisation can still take, who is free, how long families wait."""
