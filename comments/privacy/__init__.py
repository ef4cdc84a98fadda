"""What is kept of people who comment: let go in time, and shown or erased when they ask for it."""
