"""Agreements, their signed versions and the sources of sessions -> bills, notices and letters of every council."""
