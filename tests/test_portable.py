"""The code uses nothing that fails on Windows or macOS alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "plugins" / "lessonbank"
MODULES = sorted(PACKAGE.rglob("*.py"))

OF_ONE_SYSTEM = frozenset(
    {
        *("fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"),
        *("_winapi", "msvcrt", "nt", "winreg", "winsound"),
    }
)
"""Modules that only POSIX systems, or only Windows, have."""
CALLS_OF_ONE_SYSTEM = frozenset(
    {
        *("os.chown", "os.fork", "os.getegid", "os.geteuid", "os.getgid", "os.getpgid"),
        *("os.getuid", "os.killpg", "os.mkfifo", "os.mknod", "os.setsid", "os.startfile"),
        *("os.statvfs", "os.uname", "signal.alarm", "signal.pause", "signal.SIGALRM"),
        *("signal.SIGHUP", "signal.SIGKILL", "signal.SIGUSR1", "time.tzset"),
        *("os.O_DIRECTORY", "os.O_NOFOLLOW", "os.O_NONBLOCK"),
    }
)
GUARDED = {("files/regular.py", "os.O_DIRECTORY"), ("files/regular.py", "os.O_NOFOLLOW")} | {
    ("files/regular.py", "os.O_NONBLOCK")
}
"""Used only where `_HAS_HANDLES` says that the system has them."""
MOVES = frozenset({"os.rename", "os.replace", "os.renames", "shutil.move"})
"""Windows refuses these while a file is open; `files/atomic.py` tries again."""
MOVERS = frozenset({"files/atomic.py"})


def within_guard(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Return whether an `if` about the platform, here or earlier in the function, decides."""
    while node in above:
        node = above[node]
        body = node.body if isinstance(node, ast.FunctionDef) else [node]
        if any(isinstance(n, ast.If) and names_platform(n.test) for n in body):
            return True
    return False


def names_platform(test: ast.expr) -> bool:
    return any(dotted(node) in {"sys.platform", "os.name"} for node in ast.walk(test))


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def faults(source: str, name: str = "module.py") -> Iterator[str]:
    tree = ast.parse(source)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            named = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module]
            for module in named:
                if str(module).split(".")[0] in OF_ONE_SYSTEM and not within_guard(node, above):
                    yield f"{node.lineno}: imports {module}"
        elif isinstance(node, ast.Attribute):
            used = dotted(node)
            if used in CALLS_OF_ONE_SYSTEM and (name, used) not in GUARDED:
                if not within_guard(node, above):
                    yield f"{node.lineno}: uses {used}"
            elif used in MOVES and name not in MOVERS:
                yield f"{node.lineno}: uses {used}"
        if isinstance(node, ast.Call):
            yield from (f"{node.lineno}: {fault}" for fault in faults_of_call(node))


def faults_of_call(call: ast.Call) -> Iterator[str]:
    function = call.func
    called = function.attr if isinstance(function, ast.Attribute) else dotted(function)
    given = {keyword.arg for keyword in call.keywords}
    texts = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    has_encoding = "encoding" in given or bool(texts and called == "read_text")
    if called in {"read_text", "write_text"} and is_of_path(call) and not has_encoding:
        yield f"{called} without encoding"
    if called == "open" and "encoding" not in given and opens_text(call):
        yield "open without encoding"
    if called in {"run", "Popen", "check_output"} and given & {"text", "universal_newlines"}:
        yield f"{called} with text, but without encoding"
    if called == "str" and call.args and is_relative(call.args[0]):
        yield "str of a relative path; use as_posix"
    if called == "strftime" and any("%-" in text for text in texts):
        yield "strftime with %-, which Windows lacks"


def is_of_path(call: ast.Call) -> bool:
    """Return whether this may be pathlib's: `atomic.write_text` writes UTF-8."""
    return not (isinstance(call.func, ast.Attribute) and dotted(call.func.value) == "atomic")


def opens_text(call: ast.Call) -> bool:
    modes = call.args[1:2] if isinstance(call.func, ast.Name) else call.args[:1]
    modes += [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    if not modes:
        return isinstance(call.func, ast.Name) or not call.args
    mode = modes[0].value if isinstance(modes[0], ast.Constant) else "b"
    return isinstance(mode, str) and set(mode) <= set("rwxa+tU") and "b" not in mode


def is_relative(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "relative_to"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_runs_on_every_system(path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    assert list(faults(path.read_text(encoding="utf-8"), name)) == []


FORBIDDEN = [
    "import fcntl",
    "from resource import getrusage",
    "def f():\n    import winreg",
    "os.fork()",
    "x = os.O_NOFOLLOW",
    "signal.signal(signal.SIGKILL, f)",
    "os.rename(a, b)",
    "shutil.move(a, b)",
    "open(name)",
    "open(name, 'w')",
    "path.open()",
    "path.open('a')",
    "path.open(mode='r')",
    "path.read_text()",
    "path.write_text(text)",
    "subprocess.run(c, text=True)",
    "str(path.relative_to(root))",
    "day.strftime('%-d %B')",
]
ALLOWED = [
    "if sys.platform == 'win32':\n    import msvcrt\nelse:\n    import fcntl",
    "def f():\n    if sys.platform != 'win32':\n        return\n    import winreg",
    "def f():\n    if sys.platform == 'linux':\n        os.fork()",
    "open(name, 'rb')",
    "open(name, encoding='utf-8')",
    "path.open('wb')",
    "Image.open(path)",
    "path.read_text('utf-8')",
    "path.read_text(encoding='utf-8')",
    "atomic.write_text(path, text)",
    "subprocess.run(c, encoding='utf-8')",
    "path.relative_to(root).as_posix()",
]


@pytest.mark.parametrize("source", FORBIDDEN)
def test_each_forbidden_kind_is_found(source: str) -> None:
    assert list(faults(source))


@pytest.mark.parametrize("source", ALLOWED)
def test_each_allowed_kind_passes(source: str) -> None:
    assert not list(faults(source))
