"""What we claim: a value-creation chain as frozen objects, its checks and its open document."""
