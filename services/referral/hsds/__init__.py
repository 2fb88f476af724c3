"""The guide of services for other directories, in HSDS 3.1 (https://docs.openreferral.org/en/3.1/)."""
