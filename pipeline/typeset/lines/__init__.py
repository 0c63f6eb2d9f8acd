"""Runs -> lines: collect, prepare, break, place (JIS X 4051, JLReq)."""
