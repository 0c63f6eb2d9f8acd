"""改め文 <-> data: what the words of an amendment say. Both drafter and applier know this form, and not each other."""
