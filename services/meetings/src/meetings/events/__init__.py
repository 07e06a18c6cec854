"""Events for members of a region or of all: booked, waited for, checked in, counted."""
