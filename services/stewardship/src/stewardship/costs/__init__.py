"""What a region's group costs in a year, and what that means for each new member."""
