"""The scales of measures that several programmes share: lowest and highest, both included."""

GAS = (-2, 2)  # of a goal's score; 0 is as expected
GAS_T = (0, 100)  # of the figure made from all of them; 50 is as expected
ITEMS_3X10D = tuple(range(1, 11))
OF_3X10D = (0, 10)  # of each item; there is no total


def item_3x10d(number: int) -> str:
    """The code of one item of 3X10D."""
    return f"3x10d.{number}"
