"""The desk: the clerk's work in a browser. A server on this machine alone; every word goes through the same rooms as a build."""
