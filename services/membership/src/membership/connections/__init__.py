"""Who met whom, who bridges boundaries, who was thanked (rows 8, 9 and 10); nobody is ranked."""
