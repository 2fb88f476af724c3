"""Disclosure control: which counts an edition shows, so that no combination names a person.

Pure functions over counts: no database, no request, no clock.

    cube     the counts and the lines along which they add up; `counting` makes it from rows
    view     one reader: the public, or an organisation that subtracts its own people
    rules    what must be hidden at sight; `feasible`, on `system`, the proof that it is enough
    protect  both together
    layout   the cells that editions carry; `pool` joins months; `edition` decides month by month
    figures  what pages, charts, files and the API read

**What an edition carries.** A half-year is a closed system. For it: places by programme (and
group of programmes), and the classes by place *or* by programme, as the report chooses. For its
months: the region by programme; and where the region's month is hidden, a pool of it with the
following ones. A longer range is put together from shown periods, a year from its half-years; any
other range is answered `..` with the nearest one that can be answered. Half-years share no rows,
so they tell nothing of each other; a half-year, its months and pools are one linear system.

**What is promised.** For every reader, and every cell whose count without the reader's own people
is 1 to threshold - 1 (or zero, where a zero tells something), all that all editions ever say
leaves the whole range 1 to threshold - 1 possible, in whole numbers, even to a reader who knows
which cells are hidden for their own sake. Rows with a small total are hidden whole. A cell is
decided once and later editions repeat it; a late fact is counted in the month that is open when
it becomes known, so comparing editions tells nothing. The crossing of place, programme and class
is never published; in shown tables it keeps a range of at least threshold - 1, or it equals a
published cell and shares its fate.

Neighbours that were hidden one after the other are asked once more at the end, the widest and
greatest first: what nobody could use to narrow a cell is shown after all (`protect`).

**What it costs.** A municipality has figures twice a year; one of ten families a year may long
have none. Where an organisation does nearly all of a municipality's work the total is hidden,
because it could subtract; the group of its programmes is still shown. A closed month is never
corrected. Months have no classes. A zero is shown, but for a class in which having nobody tells
something of the others.

**What is not promised.** Anything against organisations that pool their figures, or against
knowledge of single people from elsewhere. Identities between *different* reports: do not publish
starts beside the stocks and ends of the same cells. Live totals beside editions: show stocks
there, never counts that only grow; what they tell of the closing month is shown in its edition
(`Layout.is_live`), so that nothing rests on its being hidden. Medians: they tell where the middle
of at least threshold people lies, and the more ranges they are given for, the more of those
people's order.
"""
