"""Letters about money: to coordinators while claims wait, to support persons when theirs moved."""
