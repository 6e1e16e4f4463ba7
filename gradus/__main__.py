"""`python -m gradus` is the command `gradus`; both say what to do if the environment is not whole."""

import sys


def main() -> None:
    """Run the command line. A missing package is named in a sentence, with exit code 2."""
    try:
        from gradus.cli import main as run

        run()
    except ModuleNotFoundError as error:
        if not error.name or error.name.partition(".")[0] == "gradus":
            raise
        from gradus.learn.command_lines import install_again

        print(f"gradus: {error.name} is missing in this environment: `{install_again()}`.", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
