"""Peer support: service users train and back other users, and lead it themselves."""
