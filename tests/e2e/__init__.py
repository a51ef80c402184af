"""The whole path: real processes and a browser. A package, so that its fixtures end with it."""
