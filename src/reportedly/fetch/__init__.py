"""The network: addresses in, bytes out; nothing here runs unless the user asks for it."""
