"""What follows: the value of a chain, as pure functions of the chain and the conventions."""
