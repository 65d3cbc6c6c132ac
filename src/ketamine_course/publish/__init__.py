"""What turns notebooks into pages, a site, figures and a teacher's bundle: code and templates together."""
