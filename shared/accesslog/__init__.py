"""Who has read, changed or asked for what about whom: one row a request, chained behind.

A request leaves its row and waits for nobody (`log`). A step behind it links committed rows into a
chain by hash (`chain`), signs its head with a key that no database holds (`heads`), and
`verify` says what somebody has altered. Rows hold ids and codes alone.
"""
