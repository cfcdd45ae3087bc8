"""Training the network and making the artifacts; nothing that serves the page imports it."""
