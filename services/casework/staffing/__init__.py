"""Who works with a case, from when until when, and who may never open it: a part of its case."""
