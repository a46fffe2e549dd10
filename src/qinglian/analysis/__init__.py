"""What the open data says: flat tables and the figures over them. Imports law and trust alone, so that anybody can run it again."""
