"""Long runs against claims whose truth is known; not collected, run by hand or at a release."""
