"""Who may come in: the gate before everything, the plain pages on which one signs in, and the ways of doing so."""
