"""A view as Markdown or HTML: Jinja templates that get the view and nothing else."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kamcli.model.finding import NOTHING, Exit, KamError, refuse
from kamcli.output import charts, plain, shown
from kamcli.output.width import width

if TYPE_CHECKING:
    from jinja2 import Environment, Template

Form = Literal["md", "html", "txt", "mail"]  # the last two are the halves of a mail
MARKUP = ("html", "mail")
_BLANK = re.compile(r"\n{3,}")


def render(name: str, form: Form, lang: str, folders: tuple[Path, ...], **view: object) -> str:
    """The text of a report; `folders` hold templates, the book's own before the packaged ones.

    In each folder `<name>.<lang>.<form>.j2` wins over `<name>.<form>.j2` and that one over `<name>.j2`.
    Raises KamError (rendering) with the template's name and line where a template is wrong.
    """
    from jinja2 import TemplateError, TemplateNotFound

    names = (f"{name}.{lang}.{form}.j2", f"{name}.{form}.j2", f"{name}.j2")
    environment = _environment(form, lang, folders)
    try:
        template = _first(environment, names, folders)
        text = template.render(view).strip("\n") + "\n"
    except TemplateNotFound as error:
        raise _wrong(str(error.name or name), 0, "template not found") from None
    except TemplateError as error:
        raise _wrong(*_place(error, name), str(error.message)) from None
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError) as error:
        raise _wrong(*_place(error, name), f"{type(error).__name__}: {error}") from error
    return text if form in MARKUP else _BLANK.sub("\n\n", text)


def _first(environment: "Environment", names: tuple[str, ...], folders: tuple[Path, ...]) -> "Template":
    """The book's template under any of the names before the package's."""
    for folder in folders:
        for name in names:
            if (folder / name).is_file():
                return environment.get_template(name)
    return environment.select_template(list(names))


@cache
def _environment(form: Form, lang: str, folders: tuple[Path, ...]) -> "Environment":
    """Sandboxed, because a book's templates run in cron; what a view does not have is an error, not an empty text."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=form in MARKUP,  # by the form, never by the file's name: `x.html.j2` would not be recognised
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: shown.NONE if value is None else value,
    )
    environment.filters.update(_filters(lang))
    environment.globals.update(_globals(form, lang))
    return environment


def _filters(lang: str) -> dict[str, Any]:
    from jinja2 import pass_context
    from jinja2.runtime import Context

    @pass_context
    def as_shown(context: Context, value: object, kind: str) -> str:
        value = called(value, (context.get("names") or NOTHING).get(kind, NOTHING))
        return shown.KINDS[kind](value, lang)

    by_kind = {kind: lambda value, show=show: show(value, lang) for kind, show in shown.KINDS.items()}
    plainly = {"cell": cell, "pick": pick, "width": width, "shown": as_shown}
    return by_kind | plainly | _filters_of_rows(lang, as_shown)


def _filters_of_rows(lang: str, as_shown: Callable[..., str]) -> dict[str, Any]:
    """What mails need: rows in columns of text, and no more of them than fit."""
    from jinja2 import pass_context
    from jinja2.runtime import Context

    @pass_context
    def in_columns(context: Context, rows: tuple[object, ...], columns: list[Any], bar: str = "") -> str:
        largest = charts.most(pick(row, bar) for row in rows) if bar else None  # type: ignore[misc]
        bars = [[charts.blocks(pick(row, bar), largest)] if bar else [] for row in rows]  # type: ignore[arg-type]
        cells = [[as_shown(context, pick(row, path), kind) for _, path, kind in columns] for row in rows]
        heads = [*(label for label, _, _ in columns), *([""] if bar else [])]
        right = [*(kind in shown.RIGHT for _, _, kind in columns), *([False] if bar else [])]
        return plain.table(heads, [a + b for a, b in zip(cells, bars, strict=True)], right, lang)

    @pass_context
    def top(context: Context, rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(rows)[: context.get("limit")]

    return {"in_columns": in_columns, "top": top}


def called(value: object, names: Mapping[str, str]) -> object:
    """Ids by the names of those they stand for; an id that nobody knows stays."""
    if type(value) is tuple:  # a list of ids, not a group of fields
        return tuple(called(each, names) for each in value)
    return names.get(value, value) if isinstance(value, str) else value


def _globals(form: Form, lang: str) -> dict[str, Any]:
    return {
        "form": form,
        "lang": lang,
        "t": lambda zh, en: zh if lang == "zh" else en,
        "RIGHT": shown.RIGHT,
        "bar": charts.part,
        "blocks": charts.blocks,
        "most": charts.most,
        "wrapped": plain.wrapped,
    }


def pick(row: object, path: str) -> object:
    """A value of a row by its dotted path, `""` the row itself; a name that it does not have is an AttributeError."""
    for name in path.split(".") if path else ():
        if row is None:
            return None
        if name.startswith("_"):
            raise AttributeError(f"{name} is not for templates")
        row = row[name] if isinstance(row, Mapping) else getattr(row, name)
    return row


_MARKUP = re.compile(r"[\\|*`\[]|<(?=[A-Za-z/!?])|&(?=#|[A-Za-z]+;)")
_BREAK = re.compile(r"\s*[\r\n]\s*")


def cell(value: str) -> str:
    """A text as Markdown shows it unchanged, in a table or a line: nothing in a record can become markup."""
    return _MARKUP.sub(r"\\\g<0>", _BREAK.sub(" ", str(value)))


def _place(error: Exception, name: str) -> tuple[str, int]:
    """The template and line in which an error happened: the innermost frame of a template."""
    found = (str(getattr(error, "name", None) or name), int(getattr(error, "lineno", 0) or 0))
    trace = error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if path.endswith(".j2"):
            found = (path, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _wrong(template: str, line: int, reason: str) -> KamError:
    return refuse(
        "模板 {template} 第 {line} 行有错：{reason}",
        "template {template}, line {line}: {reason}",
        code=Exit.RENDERING,
        template=template,
        line=line,
        reason=reason,
    )
