"""Steps that the volunteers service's own tables went through. Once landed, none changes."""
