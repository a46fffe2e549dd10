"""The arithmetic of evaluation: benchmark prices, scores, rankings. Pure: `qinglian verify`, pages and actions call the same functions."""
