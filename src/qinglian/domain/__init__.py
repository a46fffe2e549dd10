"""The apps, in the order of a tender's life; each may look down the list's beginning, never towards its end."""
