"""What follows from a plan: the best portfolio, how sure the choice is, who pays and gains, and a fund's account."""
