"""The directory: which fields of a member which reader may see, and the search over them."""
