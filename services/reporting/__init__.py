"""Figures of the region: what happened, counted so that nobody can be recognised.

Owns: facts folded from the other services' public events, the indicators counted from them, and
the editions in which figures leave an organisation. Publishes nothing. Listens to referral,
volunteers and casework. Promises: an organisation sees its own people's figures live; everybody
else reads editions, whose cells are protected once and never change; every figure comes with
its numerator and denominator and with how complete it is.

    facts      what happened to each referral: projections over all three services
    indicators what is counted of it: pure functions, one for each figure
    disclosure which counts may be shown
    coverage   where programmes are offered: the places and programmes that editions divide by
    editions   whole months, closed once, protected and kept
    figures    what can be asked, who may read it, and the lines of a report that answer
    reports    one report as page, JSON, CSV and XLSX
    encounters how often an organisation met people, and who was there
    countable  every public event that can be counted, as it stands after what was put right
    new_indicators  indicators that are defined as data, counted over the whole history
    exports    figures as JSON-stat, and each edition under an address of its own
    published_table  a table that was published, beside the same figures from events
    dashboard  the last twelve months at a glance, and the live totals
"""
