"""法令標準XML (Law, DataRoot, JSON of 法令API) -> the lines of a paper; nothing that it holds is dropped untold."""
