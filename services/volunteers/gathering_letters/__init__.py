"""Letters about courses and guidance to who takes part: a seat, another time, cancelled."""
