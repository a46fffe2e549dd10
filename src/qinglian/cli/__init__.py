"""`qinglian`: the bidder's, guardian's and stranger's tool. No Django."""
