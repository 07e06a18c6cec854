"""A local mailbox: takes every mail that the platform sends and shows it on a web page.

Own, on aiosmtpd and Flask: the ready-made sendria has had no release since 2021 and brings some
thirty packages, while both of these are here already. Never for real mail: it delivers nothing.
"""
