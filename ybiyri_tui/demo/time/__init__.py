"""Where the time goes in the example pilot: incident flow, chaos days, specialists, paved roads, the plan."""
