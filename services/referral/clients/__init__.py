"""Systems that call the interfaces: registered, given keys, retired."""
