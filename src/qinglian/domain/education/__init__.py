"""Learning and culture: study, talks, films, messages, families. Each activity belongs to one of the four pillars."""
