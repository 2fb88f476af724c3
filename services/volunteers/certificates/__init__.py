"""The certificate of somebody's time as a support person: hours, courses, role, and no family."""
