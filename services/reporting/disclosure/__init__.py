"""Disclosure control: small rows are joined with neighbours, so that no figure names a person.

Pure functions over counts: no database, no request, no clock.

    counting   who is counted, and whether a number of them may be read
    joining    rows that are joined in one order until each may be read
    rows       the rows of time; `tables` divides what they tell, one way at a time
    edition    what the edition of one month adds
    cells      how editions keep it; `published` reads it again
    figures    what pages, charts, files and the API read

**What an edition carries.** Rows of time for the whole region: a month, or several that are joined.
With the first row that reaches the end of a half-year a table by place, by programme and by class
each, of the months since the table before. Whatever else is asked for is put together from these.

**What is promised.** A number is published when it is nought or at least the threshold for every
reader: the public, and each organisation without the people whom it sent or helps itself. All
figures of a level share their rows (demand, begun, helped, ended), and the rows of a level are
unions of those of the level around it, so whatever one figure tells of another it tells of whole
rows. Of people who are helped for months it is nobody's to read that a few came or left: both are
numbers of the row too. Tables never cross and terms never overlap, so everything published is sums
along one line, and what was joined keeps its whole range, as does what lies where two tables cross.
A number is said once: a late fact is counted in the month that is open when it becomes known.

Where one organisation does nearly all of the work, its row could never be shown: from thirty people
on it is said to the nearest five instead, as long as three numbers stay possible for the others.

**What it costs.** A region in which few come has rows of several months, and areas that stand
together. A class in which there is nobody is joined too where that would tell of the others. A
closed month is never corrected.

**What is not promised.** Anything against organisations that pool their figures, or against
knowledge of single people from elsewhere. That rows are joined tells that one of them was too small
in some figure for some reader, and not in which.
"""
