"""Until when a package is taken and agreed to, and when its sessions are."""
