"""What keepers make of assessments: recommended, determined, published, and told to whom it concerns."""
