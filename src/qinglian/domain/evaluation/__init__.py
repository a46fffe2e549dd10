"""Evaluation: benchmark prices, scores, rankings. The modules here are pure: `qinglian verify`, pages and actions all call them."""
