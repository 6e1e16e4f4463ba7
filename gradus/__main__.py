"""`python -m gradus` is the command `gradus`."""

from gradus.cli import main

main()
