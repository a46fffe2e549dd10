"""A year of integrity work at the centre, played through the API: one module for each part."""
