"""The form in which somebody is written down as an applicant."""
