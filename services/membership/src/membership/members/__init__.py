"""The member register: who belongs, where, since when, with which roles."""
