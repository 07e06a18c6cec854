"""Projects by facets and by words, with counts that no scan makes (row 70)."""
