"""WebDriver BiDi: a small synchronous client over one websocket."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

import aiohttp

Result = TypeVar("Result")
_LARGEST = 64 * 1024 * 1024
"""Bytes of one message; a screenshot is a few hundred thousand."""


class BidiError(Exception):
    """The browser refused a command or went away."""


class Bidi:
    """A BiDi session on ``address`` (``ws://127.0.0.1:PORT``). Commands block; their loop runs in a thread."""

    def __init__(self, address: str) -> None:
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Future[dict[str, Any]]] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="bidi")
        self._thread.start()
        self._session, self._socket = self._wait(self._connect(address), 20)
        self._reader = asyncio.run_coroutine_threadsafe(self._read(), self._loop)

    def _wait(self, work: Coroutine[Any, Any, Result], timeout: float) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    async def _connect(self, address: str) -> tuple[aiohttp.ClientSession, aiohttp.ClientWebSocketResponse]:
        session = aiohttp.ClientSession()
        return session, await session.ws_connect(f"{address}/session", max_msg_size=_LARGEST)

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                continue
            data = json.loads(message.data)
            waiting = self._waiting.pop(data["id"], None) if data.get("id") is not None else None
            if waiting is not None:
                waiting.set_result(data)
        for left in list(self._waiting.values()):
            left.set_exception(BidiError("the browser closed the connection"))
        self._waiting.clear()

    def send(self, method: str, timeout: float = 20.0, **params: Any) -> dict[str, Any]:
        """Run a command and return its result.

        Raises:
            BidiError: the browser answered with an error or went away.
        """
        number = next(self._numbers)
        answer: Future[dict[str, Any]] = Future()
        self._waiting[number] = answer
        message = json.dumps({"id": number, "method": method, "params": params})
        self._wait(self._socket.send_str(message), timeout)
        try:
            data = answer.result(timeout)
        except TimeoutError as error:
            raise BidiError(f"{method}: no answer within {timeout:.0f} s") from error
        if data["type"] == "error":
            raise BidiError(f"{method}: {data['error']}: {data['message']}")
        result: dict[str, Any] = data["result"]
        return result

    def evaluate(self, context: str, script: str, **options: Any) -> dict[str, Any]:
        """Return the remote value of an expression (or of its promise) in a browsing context.

        Raises:
            BidiError: the expression threw.
        """
        done = self.send(
            "script.evaluate", expression=script, target={"context": context}, awaitPromise=True, **options
        )
        if done["type"] == "exception":
            raise BidiError(done["exceptionDetails"]["text"])
        value: dict[str, Any] = done["result"]
        return value

    def json(self, context: str, script: str) -> Any:
        """Return the JSON value of an expression (or of its promise) in a browsing context."""
        # The engine's own form of values is typed and nested; JSON text is simpler to read and loses nothing here.
        value = self.evaluate(context, f"Promise.resolve({script}).then(value => JSON.stringify(value))")
        return json.loads(value["value"]) if value["type"] == "string" else None

    def close(self) -> None:
        """Close the socket and end the thread."""

        async def end() -> None:
            await self._socket.close()
            await self._session.close()

        self._wait(end(), 5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
