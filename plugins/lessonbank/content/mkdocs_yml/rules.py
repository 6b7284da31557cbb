"""The rules for mkdocs.yml: settings that break a build or do not work offline."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from string import Formatter
from typing import Any

from lessonbank import theme
from lessonbank.content.footage import MEDIA
from lessonbank.content.layout import CONTENT, LOCKED
from lessonbank.content.mkdocs_yml import kinds
from lessonbank.content.mkdocs_yml.installed import extension_is_there, plugin_names
from lessonbank.content.mkdocs_yml.navigation import nav_entries, validation_levels
from lessonbank.content.mkdocs_yml.options import wrong_options
from lessonbank.content.mkdocs_yml.setting import Python, Setting
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic

_PLUGIN = "lessonbank"
_SEARCH = "search"
_SITE = "build/site"


@dataclass(frozen=True, slots=True)
class Project:
    """The project of a mkdocs.yml: its folder, and its files below `content/`."""

    root: Path
    files: Collection[str]

    def has(self, name: str, custom_dir: str | None) -> bool:
        """Return whether the file exists in the bank, in the theme or in `custom_dir`."""
        path = normpath(name)
        if f"{CONTENT}/{path}" in self.files or theme.has_file(path):
            return True
        return custom_dir is not None and (self.root / custom_dir / path).is_file()


def found(settings: Setting, project: Project) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each mistake in the settings."""
    for rule in _RULES:
        yield from rule(settings, project)


def _kinds(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    yield from kinds.wrong_kinds(settings)


def _needed(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    for name, example in (("site_name", "The name of your trust"), ("docs_dir", LOCKED)):
        if name not in settings.named:
            fix = f"Write `{name}: {example}`."
            message = f"the setting `{name}` is missing"
            yield settings.report(Code.MISSING_SETTING, message, fix)
    plugins = settings.get("plugins")
    if _PLUGIN not in plugins_of(settings):
        fix = f"Write `plugins: [{_PLUGIN}]`."
        message = f"the plugin `{_PLUGIN}` is missing, so the bank would not be built"
        yield (plugins or settings).report(Code.MISSING_SETTING, message, fix)


def _folders(settings: Setting, project: Project) -> Iterator[Diagnostic]:
    docs, site = settings.get("docs_dir"), settings.get("site_dir")
    if docs and isinstance(docs.value, str) and normpath(docs.value) not in {LOCKED, CONTENT}:
        message = f"lessonbank reads `{CONTENT}/` itself, so `docs_dir` must be `{LOCKED}`"
        yield docs.report(Code.WRONG_SETTING, message, f"Write `docs_dir: {LOCKED}`.")
    if site and isinstance(site.value, str):
        target = Path(normpath(project.root / site.value))
        for name in (CONTENT, MEDIA):
            folder = project.root / name
            if target.is_relative_to(folder) or folder.is_relative_to(target):
                message = f"a build would overwrite `{name}/`"
                yield site.report(Code.WRONG_SETTING, message, f"Write `site_dir: {_SITE}`.")
                return


def _theme(settings: Setting, project: Project) -> Iterator[Diagnostic]:
    setting = settings.get("theme")
    if setting is None or not isinstance(setting.value, str | dict | None):
        return
    codes = {
        "theme": Code.OTHER_THEME,
        "value": Code.WRONG_SETTING,
        "elsewhere": Code.LOADED_ELSEWHERE,
        "folder": Code.NOT_IN_A_FOLDER,
    }
    faults = list(theme.faults(_plain(setting)))
    for fault in faults:
        where = setting.get(fault.name) or setting
        if fault.entry is not None:
            where = where.entries[fault.entry]
        yield where.report(codes[fault.kind], fault.message, fault.fix)
    custom = setting.get("custom_dir")
    if custom and not _is_folder(project, custom.value):
        fix = "Create the folder, or delete `custom_dir`."
        message = f"there is no folder `{custom.value}`"
        yield custom.report(Code.SETTING_NAMES_NOTHING, message, fix)
    for name in ("logo", "favicon"):
        picture = setting.get(name)
        if picture and isinstance(picture.value, str) and picture.value:
            faulty = any(fault.name == name for fault in faults)
            if not faulty and not project.has(picture.value, _custom_dir(settings)):
                yield _absent(picture, project)


def _is_folder(project: Project, name: Any) -> bool:
    return isinstance(name, str) and bool(name) and (project.root / name).is_dir()


def _custom_dir(settings: Setting) -> str | None:
    custom = settings.get("theme", "custom_dir")
    return custom.value if custom and isinstance(custom.value, str) else None


def _absent(setting: Setting, project: Project) -> Diagnostic:
    known = [path.removeprefix(f"{CONTENT}/") for path in project.files]
    near = closest_of(str(setting.value), known)
    fix = f"Write `{near}`." if near else "Correct the path; it is relative to `content/`."
    message = f"there is no file `{CONTENT}/{setting.value}`"
    return setting.report(Code.SETTING_NAMES_NOTHING, message, fix, near)


def own_options(settings: Setting) -> tuple[Setting, ...]:
    """Return the options of our plugin, once for each time that it is listed."""
    return tuple(each for name, each in _plugins(settings.get("plugins")) if name == _PLUGIN)


def edition_asked(settings: Setting) -> Setting | None:
    """Return the `edition` setting of our plugin, or None."""
    own = own_options(settings)
    return next((found for each in own if (found := each.get("edition"))), None)


def plugins_of(settings: Setting) -> tuple[str, ...]:
    """Return the names of the plugins."""
    return tuple(name for name, _ in _plugins(settings.get("plugins")))


def _plugins(setting: Setting | None) -> Iterator[tuple[str, Setting]]:
    """Yield each plugin's name and options."""
    if setting is None:
        return
    yield from setting.named.items()
    for entry in setting.entries:
        if isinstance(entry.value, str):
            yield entry.value, entry
        yield from entry.named.items()


def _listed(name: str) -> Callable[[Setting, Project], Iterator[Diagnostic]]:
    """Return a rule: each entry of the list is a name, or one name with options."""

    def rule(settings: Setting, _: Project) -> Iterator[Diagnostic]:
        setting = settings.get(name)
        for entry in setting.entries if setting else ():
            one = isinstance(entry.value, dict) and len(entry.value) == 1
            if not one and not isinstance(entry.value, str):
                fix = "Write each on its own line, as `- name` or `- name: {option: value}`."
                yield entry.report(
                    Code.WRONG_SETTING, f"an entry of `{name}` must be one name", fix
                )
        for each, options in _plugins(setting):
            value = options.value
            if not isinstance(value, dict | str | Python | None) or (
                isinstance(value, str) and each != value
            ):
                fix = f"Write `- {each}: {{option: value}}`."
                yield options.report(Code.WRONG_SETTING, f"`{each}` takes a map of options", fix)

    return rule


def _known_plugins(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    for name, setting in _plugins(settings.get("plugins")):
        where = setting.name_place != (0, 0)
        if name.rpartition("/")[2] == _SEARCH:
            message = f"`{name}` would add a second search, which loads a whole index on every page"
            fix = "Delete it from the list: the Find page searches every page."
            yield setting.report(Code.NOT_IN_A_FOLDER, message, fix, name=where)
        elif name == _PLUGIN:
            yield from wrong_options(setting)
        elif name.removeprefix("/") not in (known := plugin_names(theme.NAME)):
            near = closest_of(name, known)
            fix = f"Write `{near}`." if near else "Install its package, or delete it."
            message = f"no plugin `{name}` is installed"
            yield setting.report(Code.UNKNOWN_SETTING, message, fix, near, name=where)


def _extensions(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    for name, setting in _plugins(settings.get("markdown_extensions")):
        if not extension_is_there(name):
            where = setting.name_place != (0, 0)
            message = f"no Markdown extension `{name}` is installed"
            fix = "Correct its name, install its package, or delete it."
            yield setting.report(Code.UNKNOWN_SETTING, message, fix, name=where)


def _files_of_pages(settings: Setting, project: Project) -> Iterator[Diagnostic]:
    custom = _custom_dir(settings)
    for name in ("extra_css", "extra_javascript"):
        setting = settings.get(name)
        for entry in setting.entries if setting else ():
            path = entry.get("path") if isinstance(entry.value, dict) else entry
            if path is None or not isinstance(path.value, str):
                fix = "Write the path of a file, as `scripts/own.js`."
                yield entry.report(Code.WRONG_SETTING, f"an entry of `{name}` must be a path", fix)
            elif theme.is_elsewhere(path.value):
                fix = "Keep a copy of the file in the project, and write its path here."
                message = f"`{path.value}` would be loaded from another site"
                yield path.report(Code.LOADED_ELSEWHERE, message, fix)
            elif _is_module(entry, path.value):
                message = f"`{path.value}` is a module, which browsers do not load from a folder"
                yield path.report(Code.NOT_IN_A_FOLDER, message, "Make it a classic script.")
            elif name == "extra_javascript" and not _is_own(project, path.value, custom):
                fix = "Put it into the folder named by the theme's `custom_dir`."
                message = f"there is no script `{path.value}` in the folder of templates"
                yield path.report(Code.SETTING_NAMES_NOTHING, message, fix)
            elif not project.has(path.value, custom):
                yield _absent(path, project)


def _is_own(project: Project, path: str, custom_dir: str | None) -> bool:
    return custom_dir is not None and (project.root / custom_dir / normpath(path)).is_file()


def _is_module(entry: Setting, path: str) -> bool:
    kind = entry.get("type")
    return path.endswith(".mjs") or (kind is not None and kind.value == "module")


def _paths(settings: Setting, project: Project) -> Iterator[Diagnostic]:
    for name in ("hooks", "watch"):
        setting = settings.get(name)
        for entry in setting.entries if setting else ():
            there = isinstance(entry.value, str) and project.root / entry.value
            if there and not (there.is_file() if name == "hooks" else there.exists()):
                fix = "Correct the path, or delete it from the list."
                message = f"there is no file `{entry.value}`"
                yield entry.report(Code.SETTING_NAMES_NOTHING, message, fix)


def _elsewhere(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    """Report settings of `extra` that load files from other sites."""
    if (analytics := settings.get("extra", "analytics")) and analytics.value:
        message = "`analytics` would tell another site who visits the pages"
        yield analytics.report(Code.LOADED_ELSEWHERE, message, "Delete it.", name=True)
    polyfills = settings.get("extra", "polyfills")
    for each in polyfills.entries if polyfills else ():
        if theme.is_elsewhere(str(each.value)):
            message = f"`{each.value}` would be loaded from another site"
            yield each.report(Code.LOADED_ELSEWHERE, message, "Delete it.")


def _edit_link(settings: Setting, _: Project) -> Iterator[Diagnostic]:
    setting = settings.get("edit_uri_template")
    if setting is None or not isinstance(setting.value, str):
        return
    try:
        names = {name for _, name, _, _ in Formatter().parse(setting.value) if name is not None}
    except ValueError:
        names = {""}
    if not names <= {"path", "path_noext"}:
        fix = "Write {path} or {path_noext} in place of the page's path; use no other braces."
        yield setting.report(Code.WRONG_SETTING, "the address has an unknown placeholder", fix)


def _plain(setting: Setting) -> Any:
    """Return the value as MkDocs has it."""
    if isinstance(setting.value, dict):
        return {name: _plain(each) for name, each in setting.value.items()}
    if isinstance(setting.value, list):
        return [_plain(each) for each in setting.value]
    return setting.value


_RULES: tuple[Callable[[Setting, Project], Iterator[Diagnostic]], ...] = (
    _kinds,
    _needed,
    _folders,
    _theme,
    _listed("plugins"),
    _listed("markdown_extensions"),
    _known_plugins,
    _extensions,
    _files_of_pages,
    _paths,
    nav_entries,
    validation_levels,
    _elsewhere,
    _edit_link,
)
