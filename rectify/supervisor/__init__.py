"""Starts, watches and stops what Rectify runs on one machine, without Django.

An embedded PostgreSQL and Valkey (only while ``DATABASE_URL`` and ``REDIS_URL`` are unset), and
the web server, worker and beat. ``python -m rectify.supervisor run`` or ``test``.
"""
