"""The course of a case through its programme: phases, tasks, and when its end is early."""
