"""The clock of a service: until when what is due, and what happens when the day comes."""
