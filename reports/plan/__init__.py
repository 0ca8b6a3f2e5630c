"""Planning for screen and paper: shared investments, agreements and the fund's account."""
