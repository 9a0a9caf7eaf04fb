"""What being on call costs: schedules, pay, three scenarios, and how sure one can be."""
