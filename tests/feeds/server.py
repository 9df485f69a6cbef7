"""A real HTTP server on this computer that serves lists, well and badly."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import threading
import zlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import brotli  # type: ignore[import-untyped]
from aiohttp import web

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
ETAG = '"v1"'


@dataclass
class FeedServer:
    """``routes``: path to handler; ``seen``: method, path and headers of every request."""

    routes: dict[str, Handler] = field(default_factory=dict)
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.seen.append((request.method, request.path, dict(request.headers)))
        handler = self.routes.get(request.path)
        return web.Response(status=404) if handler is None else await handler(request)

    @contextlib.contextmanager
    def running(self) -> Iterator[FeedServer]:
        loop = asyncio.new_event_loop()
        ready = threading.Event()

        async def start() -> web.ServerRunner:
            runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0.1)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = runner.addresses[0][1]
            return runner

        def run() -> None:
            asyncio.set_event_loop(loop)
            runner = loop.run_until_complete(start())
            ready.set()
            loop.run_forever()
            loop.run_until_complete(runner.cleanup())
            tasks = asyncio.all_tasks(loop)
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            loop.close()

        thread = threading.Thread(target=run)
        thread.start()
        assert ready.wait(20)
        try:
            yield self
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(20)
            assert not thread.is_alive()


def content(data: bytes, *, kind: str = "text/plain", etag: str = ETAG) -> Handler:
    """Serve ``data``, and 304 to whoever has it."""

    async def handle(request: web.BaseRequest) -> web.Response:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=data, content_type=kind, headers={"ETag": etag})

    return handle


def raw(body: bytes, encoding: str) -> Handler:
    """Serve ``body`` and say that it is compressed so."""

    async def handle(request: web.BaseRequest) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    return handle


def compress(data: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(data)
    if encoding == "br":
        return bytes(brotli.compress(data, quality=5))
    if encoding == "deflate":
        return zlib.compress(data)
    if encoding == "raw deflate":
        packer = zlib.compressobj(wbits=-15)
        return packer.compress(data) + packer.flush()
    return data


def status(code: int, headers: dict[str, str] | None = None) -> Handler:
    async def handle(request: web.BaseRequest) -> web.Response:
        return web.Response(status=code, headers=headers)

    return handle


def drip(piece: bytes, pause: float) -> Handler:
    """Send a piece again and again, for as long as somebody listens."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        answer = web.StreamResponse()
        await answer.prepare(request)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while True:
                await answer.write(piece)
                await asyncio.sleep(pause)
        return answer

    return handle


def cut(data: bytes, promised: int) -> Handler:
    """Promise more than is sent, then hang up."""

    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(promised)})
        await answer.prepare(request)
        await answer.write(data)
        assert request.transport is not None
        request.transport.close()
        return answer

    return handle
