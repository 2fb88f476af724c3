"""Disclosure control: which counts an edition shows, so that no combination names a person.

Pure functions over counts: no database, no request, no clock.

    cube = the counts and the lines along which they add up       cube, counting
    view = one reader: the public, or an organisation that subtracts its own people
    rules, feasible (on system) = what must be hidden, and the proof that it is enough
    protect = both together; layout = the cells that editions carry; edition = decisions in time
    figures = what pages, charts, files and the API read

**What an edition carries.** A half-year is a closed system: for it places by programme, and the
classes by place *or* by programme (the report chooses); for its months the region by programme.
A longer range is put together from shown periods; any other range is answered `..` with the
nearest published half-years beside it. Half-years share no rows, so they tell nothing of each
other; a half-year and its months are in one linear system.

**What is promised.** For every reader, and for every cell whose count without the reader's own
people is 1 to threshold - 1 (or zero, where a zero tells something), everything that all editions
show leaves the whole range 1 to threshold - 1 possible, in whole numbers, even to a reader who
knows which cells are hidden for their own sake. Rows with a small total are hidden whole.
A cell is decided once; later editions repeat it. Late facts are counted in the month that is
open when they become known. The crossing of place, programme and class is not published; between
shown tables it keeps a range of at least threshold - 1, or equals a published cell.

**What it costs.** A municipality has figures twice a year, not monthly; one of ten families a
year may have none for long. An organisation that does most of a municipality's work makes its
total disappear, because it could subtract. A correction of a closed month is never shown. Months
have no classes. Nor is a shown zero ever seen beside people: it looks like a small count.

**What is not promised.** Organisations that pool their figures; knowledge of single people from
elsewhere; identities between *different* reports (do not publish starts beside stocks and ends of
the same cells); live totals beside editions (show stocks there, never counts that only grow);
medians, which tell where the middle of at least threshold people lies.
"""
