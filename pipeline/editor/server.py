"""The language server itself (LSP, over standard input and output)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from pipeline.diagnostics import SourceFile
from pipeline.editor.judged import Judge, Mark, offset_of, place_of
from pipeline.editor.keys import definition, keys_of, model_of
from pipeline.source.fields import SourceModel
from pipeline.version import __version__


class _Server(LanguageServer):
    """What is open, and who judges it."""

    def __init__(self) -> None:
        super().__init__("renkei", __version__)
        self.judges: dict[Path, Judge] = {}
        self.texts: dict[Path, str] = {}
        self.marks: dict[str, list[Mark]] = {}

    def judge(self, path: Path) -> Judge | None:
        """The judge of the folder in which a source lies; None outside of any."""
        root = next((p.parent for p in path.parents if p.name == "sources"), None)
        if root is None:
            return None
        return self.judges.setdefault(root, Judge(root))


def _path(uri: str) -> Path:
    return Path(url2pathname(unquote(urlsplit(uri).path)))


def create() -> LanguageServer:
    """The server with all that it can do."""
    server = _Server()
    _judging(server)
    _helping(server)
    return server


def _judging(server: _Server) -> None:
    """What is said of a file while it is written, and its cures."""

    def publish(uri: str) -> None:
        path = _path(uri)
        judge, text = server.judge(path), server.texts.get(path)
        if judge is None or text is None:
            return
        marks = judge.marks(server.texts, path)
        server.marks[uri] = marks
        file = SourceFile(path.name, text)
        made = [_diagnostic(mark, file) for mark in marks]
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=made))

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        _keep(server, params.text_document.uri, params.text_document.text)
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        _keep(server, uri, server.workspace.get_text_document(uri).source)
        publish(uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.texts.pop(_path(params.text_document.uri), None)

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION)
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        file = SourceFile("", server.texts.get(_path(uri), ""))
        return [
            _cure(mark, file, uri)
            for mark in server.marks.get(uri, [])
            if mark.proposal is not None and _touches(mark, file, params.range)
        ]


def _helping(server: _Server) -> None:
    """Keys, what they mean, and where keys and terms are defined."""

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION)
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList:
        model = _model(server, params.text_document.uri)
        keys = keys_of(model) if model is not None else {}
        kind = lsp.CompletionItemKind.Property
        items = [
            lsp.CompletionItem(label=k, kind=kind, insert_text=f"{k}: ", documentation=v or None)
            for k, v in keys.items()
        ]
        return lsp.CompletionList(is_incomplete=False, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        text = server.texts.get(_path(params.text_document.uri), "")
        model = _model(server, params.text_document.uri)
        line = text.split("\n")[params.position.line] if params.position.line < text.count("\n") + 1 else ""
        key = line.lstrip(" -").partition(":")[0]
        told = keys_of(model).get(key) if model is not None else None
        return lsp.Hover(contents=f"**{key}**\n\n{told}") if told else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def defined(params: lsp.DefinitionParams) -> lsp.Location | None:
        text = server.texts.get(_path(params.text_document.uri), "")
        at = definition(text, offset_of(text, params.position.line, params.position.character))
        if at is None:
            return None
        line, character = place_of(SourceFile("", text), at)
        place = lsp.Position(line=line, character=character)
        return lsp.Location(uri=params.text_document.uri, range=lsp.Range(start=place, end=place))


def _keep(server: _Server, uri: str, text: str) -> None:
    server.texts[_path(uri)] = text.replace("\r\n", "\n")


def _model(server: _Server, uri: str) -> type[SourceModel] | None:
    path = _path(uri)
    return model_of(server.texts.get(path, ""), path.name)


def _range(mark: Mark, file: SourceFile) -> lsp.Range:
    start, end = place_of(file, mark.start), place_of(file, max(mark.end, mark.start))
    return lsp.Range(
        start=lsp.Position(line=start[0], character=start[1]), end=lsp.Position(line=end[0], character=end[1])
    )


def _diagnostic(mark: Mark, file: SourceFile) -> lsp.Diagnostic:
    severity = lsp.DiagnosticSeverity.Error if mark.error else lsp.DiagnosticSeverity.Warning
    return lsp.Diagnostic(
        range=_range(mark, file), message=mark.message, severity=severity, code=mark.code, source="renkei"
    )


def _touches(mark: Mark, file: SourceFile, asked: lsp.Range) -> bool:
    own = _range(mark, file)
    return own.start.line <= asked.end.line and asked.start.line <= own.end.line


def _cure(mark: Mark, file: SourceFile, uri: str) -> lsp.CodeAction:
    edit = lsp.TextEdit(range=_range(mark, file), new_text=mark.proposal or "")
    return lsp.CodeAction(
        title=f"「{mark.proposal}」にする（{mark.code}）",
        kind=lsp.CodeActionKind.QuickFix,
        edit=lsp.WorkspaceEdit(changes={uri: [edit]}),
        diagnostics=[_diagnostic(mark, file)],
    )
