"""Steps that the reporting service's own tables went through. Once landed, a step never changes."""
