"""The ballot box of a round: what was cast, in a database beside the roll, with nothing that joins them."""
