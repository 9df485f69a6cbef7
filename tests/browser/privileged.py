"""What a person does that no driver can: compose, drop, let a form be filled in.

Chromium takes it through the DevTools protocol. In Firefox a script with the browser's own rights does it in the page's
process, where the events are made as the browser makes them: they are trusted.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from browser.chromium import Chromium
from browser.driver import Driver, DriverError
from browser.firefox import Firefox

_FRAME = """
(async () => {
  try { sendAsyncMessage(%(name)s, { value: await (async () => { %(script)s })() }); }
  catch (error) { sendAsyncMessage(%(name)s, { error: String(error) }); }
})();
"""
_CHROME = """
new Promise(resolve => {
  const manager = gBrowser.selectedBrowser.messageManager;
  const hear = message => { manager.removeMessageListener(%(name)s, hear); resolve(JSON.stringify(message.data)); };
  manager.addMessageListener(%(name)s, hear);
  manager.loadFrameScript(%(url)s, false);
})
"""
_TYPIST = """
const typist = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
if (!typist.beginInputTransactionForTests(content)) throw new Error("no composition can begin");
"""


def compose(driver: Driver, steps: list[str], result: str) -> None:
    """Compose text with an input method: its suggestions one after the other, then what is taken."""
    if isinstance(driver, Chromium):
        for step in steps:
            place = {"selectionStart": len(step), "selectionEnd": len(step)}
            driver._cdp.send("Input.imeSetComposition", {"text": step, **place})
        driver._cdp.send("Input.insertText", {"text": result})
        return
    script = _TYPIST
    for step in steps:
        script += f"typist.setPendingCompositionString({json.dumps(step)});"
        script += f"typist.appendClauseToPendingComposition({len(step)}, typist.ATTR_RAW_CLAUSE);"
        script += f"typist.setCaretInPendingComposition({len(step)}); typist.flushPendingComposition();"
    _run(driver, script + f"typist.commitCompositionWith({json.dumps(result)});")


def fill_in(driver: Driver, element: str, text: str) -> None:
    """Set the field with the id ``element`` as the browser's own autofill and spell checker do.

    Raises:
        DriverError: in Chromium, where no test can have that done.
    """
    if isinstance(driver, Chromium):
        raise DriverError("chromium fills in nothing at a test's word")
    _run(driver, f"content.document.getElementById({json.dumps(element)}).setUserInput({json.dumps(text)});")


def drop(driver: Driver, element: str, items: dict[str, str], files: tuple[str, ...] = ()) -> None:
    """Drop texts by their types, and files by their paths, on the middle of the element with this id."""
    box = driver.evaluate(f"document.getElementById({json.dumps(element)}).getBoundingClientRect().toJSON()")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if isinstance(driver, Chromium):
        data = {
            "items": [{"mimeType": kind, "data": text} for kind, text in items.items()],
            "files": list(files),
            "dragOperationsMask": 1,
        }
        for kind in ("dragEnter", "dragOver", "drop"):
            driver._cdp.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})
        return
    script = f"""
      // Made with the page's rights: nobody else could read it otherwise.
      const page = content.wrappedJSObject;
      const data = new page.DataTransfer();
      for (const [kind, text] of Object.entries({json.dumps(items)})) data.setData(kind, text);
      for (const path of {json.dumps(files)}) {{
        Cu.unwaiveXrays(data).mozSetDataAt("application/x-moz-file", await File.createFromFileName(path), 0);
      }}
      const [left, top] = [content.mozInnerScreenX + {x}, content.mozInnerScreenY + {y}];
      const target = content.document.elementFromPoint({x}, {y});
      // The browser puts in only what is dropped while something is dragged.
      const service = Cc["@mozilla.org/widget/dragservice;1"].getService(Ci.nsIDragService);
      service.startDragSessionForTests(content, Ci.nsIDragService.DRAGDROP_ACTION_COPY);
      for (const type of ["dragenter", "dragover", "drop"]) {{
        const event = content.document.createEvent("DragEvent");
        event.initDragEvent(type, true, true, content, 0, left, top, {x}, {y}, false, false, false, false, 0, null, data);
        content.windowUtils.dispatchDOMEventViaPresShellForTesting(target, event);
      }}
      service.getCurrentSession(content)?.endDragSession(true, 0);
    """
    _run(driver, script)


def _run(driver: Driver, script: str) -> Any:
    if not isinstance(driver, Firefox):
        raise DriverError(f"{driver.name}: nothing here runs with the browser's own rights")
    name = json.dumps("realdesk-test")
    url = json.dumps("data:application/javascript;charset=utf-8," + quote(_FRAME % {"name": name, "script": script}))
    value = driver.browser_script(_CHROME % {"name": name, "url": url})
    answer = json.loads(value["value"])
    if "error" in answer:
        raise DriverError(f"{driver.name}: {answer['error']}")
    return answer.get("value")
