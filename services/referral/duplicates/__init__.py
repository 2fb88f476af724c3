"""The same child sent twice, by one sender or by two: noticed by what is said of them."""
