"""Oversight: watches over the risk points, warnings, inspections. It sees all and changes only through sockets."""
