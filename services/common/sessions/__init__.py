"""What people come together for in one session or several: seats, waiting list, attendance."""
