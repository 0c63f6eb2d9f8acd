"""A paper that came back from others -> proposals, each with its place in the source; those accepted -> the source."""
