"""Which professions of its team an organisation's families met (M15, M16): for itself alone."""
