"""What every context of this community knows alike: its days, its people, its regions, whom to tell."""
