"""Who promised what until when, over the whole series of a group's meetings (row 45)."""
