"""An editor speaks with the server: diagnostics while typing, keys, help, definitions, cures."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.workshop import ROOT, SMALL, small_project

BAD = SMALL.replace("甲及び乙は、協力する。", '甲および乙は、{{ 引用("方針") }}により協力する。') + ""
TWO = BAD.replace("末文:", "  - 見出し: 方針\n    本文: 甲は、定める。\n末文:")


class Editor:
    """A client with one file open, and what the server has said of it."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.uri = client, path.as_uri()
        self.said: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.said.put_nowait(params)

    async def open(self, text: str) -> list[lsp.Diagnostic]:
        """Opens the file with a text that need not be on disk."""
        item = lsp.TextDocumentItem(uri=self.uri, language_id="yaml", version=1, text=text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
        return list((await asyncio.wait_for(self.said.get(), 60)).diagnostics)

    async def change(self, text: str, version: int) -> list[lsp.Diagnostic]:
        """Puts another text in its place."""
        document = lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=version)
        change = lsp.TextDocumentContentChangeWholeDocument(text=text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        return list((await asyncio.wait_for(self.said.get(), 60)).diagnostics)


def spoken(root: Path, talk: Callable[[Editor], Awaitable[None]]) -> None:
    async def run() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client, root / "sources" / "aomori" / "small.yaml")
        await client.start_io(sys.executable, "-m", "pipeline.cli", "lsp", cwd=root, env={"PYTHONPATH": str(ROOT)})
        await client.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=root.as_uri())
        )
        try:
            await talk(editor)
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()  # type: ignore[no-untyped-call]

    asyncio.run(run())


def at(text: str, words: str) -> lsp.Position:
    line = text[: text.index(words)].count("\n")
    return lsp.Position(line=line, character=text.split("\n")[line].index(words))


def test_what_is_typed_is_judged_and_cured(tmp_path: Path):
    async def talk(editor: Editor) -> None:
        found = await editor.open(TWO)
        assert ["公用文-001"] == [d.code for d in found]
        assert at(TWO, "および") == found[0].range.start
        document = lsp.TextDocumentIdentifier(uri=editor.uri)
        context = lsp.CodeActionContext(diagnostics=found)
        actions = await editor.client.text_document_code_action_async(
            lsp.CodeActionParams(document, found[0].range, context)
        )
        assert actions is not None
        [action] = actions
        assert isinstance(action, lsp.CodeAction)
        assert action.edit is not None
        assert action.edit.changes is not None
        assert ["及び"] == [e.new_text for e in action.edit.changes[editor.uri]]
        assert [] == await editor.change(TWO.replace("および", "及び"), 2)
        unprinted = await editor.change(TWO.replace("および", "及び").replace("協力", "協力😀"), 3)
        assert ["字形"] == [d.code for d in unprinted]
        broken = await editor.change(TWO.replace("題名:", "題銘:"), 4)
        assert any(d.severity is lsp.DiagnosticSeverity.Error and "直し方" in d.message for d in broken)

    spoken(small_project(tmp_path), talk)


def test_keys_help_and_definitions(tmp_path: Path):
    async def talk(editor: Editor) -> None:
        await editor.open(TWO)
        document = lsp.TextDocumentIdentifier(uri=editor.uri)
        keys = await editor.client.text_document_completion_async(lsp.CompletionParams(document, at(TWO, "題名")))
        assert isinstance(keys, lsp.CompletionList)
        assert {"題名", "締結日", "当事者", "条"} <= {item.label for item in keys.items}
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(document, at(TWO, "締結日")))
        assert hover is not None
        assert "締結日" in str(hover.contents)
        place = at(TWO, "方針")
        found = await editor.client.text_document_definition_async(lsp.DefinitionParams(document, place))
        assert isinstance(found, lsp.Location)
        assert TWO.split("\n")[found.range.start.line].strip() == "- 見出し: 方針"

    spoken(small_project(tmp_path), talk)


def test_the_server_ends_as_it_is_told(tmp_path: Path):
    """It closed its output, and the command took that for a fault of the program."""
    root = small_project(tmp_path)
    told = (
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "shutdown"},
        {"method": "exit"},
    )
    bodies = [json.dumps({"jsonrpc": "2.0", **each}).encode() for each in told]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "lsp"],
        input=b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies),
        cwd=root,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert b"Traceback" not in done.stderr
    assert 0 == done.returncode
