"""Figures of the region: what happened, counted so that nobody is told of.

Owns: facts folded from the other services' public events, the indicators counted from them, and
the editions in which figures leave an organisation. Publishes nothing. Listens to referral,
volunteers and casework. Promises: an organisation sees its own people's figures live; everybody
else reads editions, whose cells are protected once and never change; every figure comes with
its numerator and denominator and with how complete it is.

    facts      what happened to each referral: projections over all three services
    indicators what is counted of it: pure functions, one for each figure
    disclosure which counts may be shown
    editions   whole months, closed once, protected and kept
    reports    the pages, JSON, CSV and XLSX that people and programs read
"""
