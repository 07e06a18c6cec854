"""Reviews: meetings run as test cycles, plan, do, study, act; what one decides begins the next."""
