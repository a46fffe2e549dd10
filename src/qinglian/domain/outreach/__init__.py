"""The public at the centre: open days, suggestions and their answers, ratings."""
