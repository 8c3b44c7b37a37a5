"""The local app: the stories of one project, served to a browser on this machine."""
