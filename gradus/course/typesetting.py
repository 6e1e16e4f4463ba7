"""Prose as it goes into a notebook: nothing breaks where it should not, and Chinese words are known as such."""

import re

PIECES = re.compile(
    r"(?P<as_it_is>```.*?```|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|\\\$|\$\$.*?\$\$|<[^>]*>)"
    r"|(?P<opening>\(?)\$(?P<formula>(?:[^$\n]|\n(?!\n))+)\$(?P<closing>[.,;:?!)]*)"
    r"|(?P<chinese>[\u4e00-\u9fff]+)",
    re.DOTALL,
)
HAN, KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")


def typeset(prose: str) -> str:
    """The prose, with the signs around each formula in it, and single Chinese words in another language marked as such.

    Browsers break a line between an inline formula and the comma or bracket beside it; inside the formula they do not.
    Chinese words in prose of another language are drawn with Japanese shapes where nothing says what they are, and
    may be broken anywhere. Prose in Chinese or Japanese keeps its characters as they are.
    """
    has_single_words = len(HAN.findall(prose)) * 5 < len(prose) and not KANA.search(prose)

    def piece(found: re.Match[str]) -> str:
        if found["formula"]:
            closing = re.sub(":|(?<=.).|.(?=.)", r"{\g<0>}", found["closing"])  # in braces they keep no distance
            return f"${found['opening']}{found['formula']}{closing}$"
        if found["chinese"] and has_single_words:
            return f'<span lang="zh-CN" style="white-space:nowrap">{found["chinese"]}</span>'
        return found[0]

    return PIECES.sub(piece, prose)
