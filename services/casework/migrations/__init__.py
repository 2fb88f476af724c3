"""Steps that the casework service's own tables went through. Once landed, a step never changes."""
