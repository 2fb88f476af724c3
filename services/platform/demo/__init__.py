"""The people who may sign in to the demo, and its sign-in; `services.demo` is what they do."""
