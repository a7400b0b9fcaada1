import sys
from importlib import import_module

if __name__ == "__main__":
    sys.exit(import_module(f"aphp_site.entry.{sys.argv[1]}").main(sys.argv[2:]))
