"""The fault drill: a real server, a real PostgreSQL and real browsers, and everything that can go wrong between them."""
