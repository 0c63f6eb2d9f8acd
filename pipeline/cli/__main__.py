"""python -m pipeline.cli: the command without its script."""

from pipeline.cli import main

if __name__ == "__main__":  # worker processes import this module too
    main()
