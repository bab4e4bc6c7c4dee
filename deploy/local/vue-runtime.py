"""Leaves out of Vue's browser module what the page never calls.

The page draws with render functions only, and its Content-Security-Policy forbids what compiled
templates need (`Function`): the compiler goes first. It begins after the runtime with the
namespace object that compiled code would receive, and ends with its own registration before the
exports. Then goes every function, class and constant of the runtime that nothing reaches from
the names that static/js/core/h.js imports: a third of the file.

page-libraries.sh has checked the file's hash, so all this is known to fit; should it ever not,
this stops. A name counts as reached wherever a word of that spelling stands, and what may do
something when it is evaluated stays, so too much is kept rather than too little.

usage: vue-runtime.py vue.esm-browser.prod.js h.js > vue.js
"""

import re
import sys
from itertools import pairwise

BEGIN = ",o_=Object.freeze({__proto__:null,"
END = "lP(us);"
COMPILE = "us as compile,"

BLANK = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)
WORD = re.compile(r"[A-Za-z_$][\w$]*")
NUMBER = re.compile(r"\.?\d[\w.]*")
STRING = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\"""")
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
MARK = re.compile(r"=>|\.\.\.|\?\.|[{}()\[\];,.<>=!+\-*%&|^~?:/]")
KINDS = (("word", WORD), ("number", NUMBER), ("string", STRING), ("mark", MARK))
# A slash after one of these begins a pattern; after any other word it divides.
BEFORE_PATTERN = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new",
                  "else", "do", "instanceof", "yield", "await"}
FUNCTIONS = {"function", "async", "class"}
PURE_MAKERS = {"Symbol", "WeakMap", "WeakSet", "Map", "Set"}
OPEN, CLOSE = set("([{"), set(")]}")


def without_compiler(source: str) -> str:
    for mark in (BEGIN, END, COMPILE):
        if source.count(mark) != 1:
            sys.exit(f"vue-runtime: this is another Vue, {mark!r} does not stand in it once")
    head, rest = source.split(BEGIN)
    return f"{head};{rest.split(END)[1].replace(COMPILE, '')}"


class Token:
    def __init__(self, kind: str, text: str, begin: int):
        self.kind, self.text, self.begin, self.end = kind, text, begin, begin + len(text)


def tokens(source: str, at: int = 0) -> list[Token]:
    """The words and marks of a script; of a template also those in its places."""
    found: list[Token] = []
    while at < len(source):
        if blank := BLANK.match(source, at):
            at = blank.end()
        elif source[at] == "`":
            found.append(Token("string", source[at:template_end(source, at)], at))
            found += places(source, at)
            at = template_end(source, at)
        else:
            found.append(token(source, at, found[-1] if found else None))
            at = found[-1].end
    return found


def token(source: str, at: int, before: Token | None) -> Token:
    divides = before and (before.text in CLOSE or before.kind in ("number", "string", "pattern")
                          or before.kind == "word" and before.text not in BEFORE_PATTERN)
    if source[at] == "/" and not divides:
        return Token("pattern", PATTERN.match(source, at).group(), at)
    for kind, expression in KINDS:
        if match := expression.match(source, at):
            return Token(kind, match.group(), at)
    sys.exit(f"vue-runtime: cannot read {source[at:at + 40]!r}")


def template_end(source: str, at: int) -> int:
    at += 1
    while source[at] != "`":
        if source.startswith("${", at):
            at = place_end(source, at + 2)
        at += 2 if source[at] == "\\" else 1
    return at + 1


def place_end(source: str, at: int) -> int:
    """Where the brace of a template's place closes."""
    depth = 0
    while depth or source[at] != "}":
        if source[at] == "`":
            at = template_end(source, at)
            continue
        if match := STRING.match(source, at):
            at = match.end()
            continue
        depth += (source[at] == "{") - (source[at] == "}")
        at += 1
    return at


def places(source: str, at: int) -> list[Token]:
    """The words in a template's places: only that they stand there matters."""
    end, found, at = template_end(source, at), [], at + 1
    while at < end - 1:
        if source.startswith("${", at):
            close = place_end(source, at + 2)
            inside = tokens(source[at + 2:close])
            found += [Token("place", each.text, at) for each in inside if each.kind == "word"]
            at = close
        at += 2 if source[at] == "\\" else 1
    return found


def split(list_of: list[Token], ends) -> list[list[Token]]:
    """Cuts behind the tokens outside all brackets at which `ends` holds."""
    parts, part, depth = [], [], 0
    for each in list_of:
        part.append(each)
        if each.kind == "mark":
            depth += (each.text in OPEN) - (each.text in CLOSE)
        if depth == 0 and ends(each, part):
            parts.append(part)
            part = []
    return [*parts, part] if part else parts


def ends_statement(each: Token, part: list[Token]) -> bool:
    return each.text == ";" or each.text == "}" and part[0].text in FUNCTIONS


class Piece:
    """A declaration that can be left out, or a statement that cannot."""

    def __init__(self, name: str | None, part: list[Token], value: list[Token], keyword=""):
        self.name, self.keyword = name, keyword
        self.begin, self.end = part[0].begin, max(each.end for each in part)
        self.words = {value[0].text} if value and value[0].kind == "word" else set()
        self.words |= {each.text for before, each in pairwise(value)
                       if each.kind in ("word", "place") and before.text not in (".", "?.")}
        self.stays = name is None or not is_pure(value)


def is_pure(value: list[Token]) -> bool:
    """Whether nothing happens when a value is evaluated."""
    if not value or value[0].text in FUNCTIONS | PURE_MAKERS | {"{", "["}:
        return True
    if len(value) == 1:
        return value[0].kind in ("string", "number", "pattern")
    if value[0].text == "new":
        return value[1].text in PURE_MAKERS
    first = split(value, lambda each, part: True)
    return len(first) > 1 and first[1][0].text == "=>" or is_word_set(value)


def is_word_set(value: list[Token]) -> bool:
    """`f("a,b")`: Vue's way to write a set of words."""
    return [each.text for each in value[:2]] == ["f", "("] and value[2].kind == "string"


def pieces(statement: list[Token]) -> list[Piece]:
    keyword = statement[0].text
    if keyword in FUNCTIONS:
        name = next(each.text for each in statement if each.kind == "word"
                    and each.text not in FUNCTIONS)
        return [Piece(name, statement, statement)]
    if keyword not in ("let", "const", "var"):
        return [Piece(None, statement, statement)]
    found = []
    for part in split(statement[1:], lambda each, _: each.text in (",", ";")):
        part = part[:-1] if part[-1].text in (",", ";") else part
        plain = part[0].kind == "word"
        found.append(Piece(part[0].text if plain else None, part,
                           part[2:] if plain else part, keyword))
    return found


def reached(all_pieces: list[Piece], names: list[str]) -> set[Piece]:
    by_name: dict[str, list[Piece]] = {}
    for piece in all_pieces:
        by_name.setdefault(piece.name, []).append(piece)
    kept: set[Piece] = set()
    waiting = [piece for piece in all_pieces if piece.stays]
    waiting += [piece for name in names for piece in by_name[name]]
    while waiting:
        piece = waiting.pop()
        if piece not in kept:
            kept.add(piece)
            waiting += [other for word in piece.words for other in by_name.get(word, [])]
    return kept


def written(source: str, kept: list[Piece]) -> str:
    return "\n".join(f"{piece.keyword} {source[piece.begin:piece.end]};".lstrip()
                     for piece in kept)


def main(vue_path: str, door_path: str) -> None:
    source = without_compiler(open(vue_path, encoding="utf-8", newline="").read())
    door = open(door_path, encoding="utf-8").read()
    lists = re.findall(r"\{([^{}]*)\}\s+from '[^']*/vendor/vue\.js'", door)
    wanted = sorted({name for names in lists for name in re.findall(r"\w+", names)})
    licence = source[:source.index("let ")]
    *statements, exports = split(tokens(source), ends_statement)
    if exports[0].text != "export" or not wanted:
        sys.exit("vue-runtime: the exports are not where they should be")
    names = dict(re.findall(r"([\w$]+) as ([\w$]+)", source[exports[0].begin:]))
    local = {outer: inner for inner, outer in names.items()}
    all_pieces = [piece for statement in statements for piece in pieces(statement)]
    kept = reached(all_pieces, [local[name] for name in wanted])
    body = written(source, [piece for piece in all_pieces if piece in kept])
    doors = ",".join(f"{local[name]} as {name}" for name in wanted)
    sys.stdout.write(f"{licence}{body}\nexport{{{doors}}};\n")


main(*sys.argv[1:])
