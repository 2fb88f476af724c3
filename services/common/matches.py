"""What the states of a match mean to those who may know the family."""

from services.codes import MatchStatus

GOING_ON = (MatchStatus.AGREED, MatchStatus.STARTED)  # the support person knows the family
ONCE_AGREED = (*GOING_ON, MatchStatus.ENDED)
