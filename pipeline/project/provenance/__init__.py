"""What stands behind a document: sources, versions, votes, approvals; where each of them is kept."""
