"""One file per claim. Each prints one JSON line last, with a ratio against a peer or a limit measured in the same run."""
