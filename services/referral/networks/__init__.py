"""Networks: organisations that provide a programme together, and what each of them offers."""
