"""The surety acts: applications, underwriting, fees, issuing, keys."""
