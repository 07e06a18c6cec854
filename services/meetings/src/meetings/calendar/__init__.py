"""The calendar: when and where a group meets, how many meetings its cycle asks for, what is public."""
