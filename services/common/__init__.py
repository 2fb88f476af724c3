"""What all four services speak: codes and labels, places, ages, workdays, programmes, phrases,
and the rules that more than one of them holds to, each in one place.

Every service may import it; it imports of them only `events` modules.
"""
