"""Facts as open data: the log's static files, the facts feed, verification packs."""
