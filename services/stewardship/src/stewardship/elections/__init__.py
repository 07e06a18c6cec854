"""Elections: members choose who sits in their group, by a secret ballot that anybody can count again."""
