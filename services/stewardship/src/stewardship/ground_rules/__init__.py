"""Rules of shared spaces: proposed by a member, commented on, then adopted by the group."""
