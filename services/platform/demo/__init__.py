"""Who may sign in to the demo, and the demo's sign-in; what they do there is `services.demo`."""
