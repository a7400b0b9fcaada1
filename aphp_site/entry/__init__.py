"""What `./run` starts once the environment is there: one module a command."""
