"""The pipeline: from applicant to active, stage by stage."""
