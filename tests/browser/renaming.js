// Renames one name after the other in the page that is open, reads it anew each time and puts the name back: a whole
// page's worth of changes in one load, with the real layout. Runs in the page, after the scripts that read it.
function renameEach(reading, wanted) {
  const NEW = "renamed";
  // Layout and language are no names; without "class" nothing is laid out any more.
  const KEPT = new Set(["type", "lang", "style", "src"]);
  const rules = JSON.stringify(reading.surfacesAt(new URL(location.href)));
  const read = () => essence(reading.readPage(document));

  function elements() {
    const found = [];
    const take = (tree) => {
      for (const el of tree.querySelectorAll("*")) {
        found.push(el);
        if (el.shadowRoot) take(el.shadowRoot);
      }
    };
    take(document.body);
    return found.filter((el) => el.id !== "expected" && el.tagName !== "STYLE");
  }

  const all = elements();
  const styles = [...document.querySelectorAll("style")];
  const was = JSON.stringify(read());
  const problems = was === JSON.stringify(wanted) ? [] : [`unchanged: is ${was}`];
  let [changes, unknown] = [0, 0];

  function attempt(what, changed, change) {
    const before = changed.map((el) => [...el.attributes].map(({ name, value }) => [name, value]));
    const sheets = styles.map((style) => style.textContent);
    change(changed);
    const found = read();
    const wrong = wrongIn(found, wanted);
    if (wrong) problems.push(`${what}: ${wrong}`);
    unknown += JSON.stringify(found) !== was;
    changes += 1;
    changed.forEach((el, at) => {
      for (const name of el.getAttributeNames()) if (!before[at].some(([known]) => known === name)) el.removeAttribute(name);
      for (const [name, value] of before[at]) if (el.getAttribute(name) !== value) el.setAttribute(name, value);
    });
    styles.forEach((style, at) => void (style.textContent !== sheets[at] && (style.textContent = sheets[at])));
  }

  for (const name of new Set(all.flatMap((el) => [...el.classList]))) {
    attempt(`class ${name}`, all.filter((el) => el.classList.contains(name)), (changed) => {
      for (const el of changed) el.setAttribute("class", [...el.classList].map((other) => (other === name ? NEW : other)).join(" "));
      for (const style of styles) style.textContent = style.textContent.split(/(\.[\w-]+)/u).map((part) => (part === `.${name}` ? `.${NEW}` : part)).join("");
    });
  }
  for (const name of new Set(all.flatMap((el) => el.getAttributeNames()))) {
    if (KEPT.has(name) || name === "class") continue;
    attempt(`attribute ${name}`, all.filter((el) => el.hasAttribute(name)), (changed) => {
      for (const el of changed) {
        el.setAttribute(`data-${NEW}`, el.getAttribute(name));
        el.removeAttribute(name);
      }
    });
  }
  const pairs = new Set(all.flatMap((el) => [...el.attributes].map(({ name, value }) => JSON.stringify([name, value]))));
  for (const [name, value] of [...pairs].map((pair) => JSON.parse(pair))) {
    if (name === "class" || !(name === "id" || isNamed(rules, name, value))) continue;
    attempt(`value ${name}=${value}`, all.filter((el) => el.getAttribute(name) === value), (changed) => {
      for (const el of changed) el.setAttribute(name, `${NEW}-${value.length}`);
    });
  }
  for (const [, name, text] of rules.matchAll(/\[([a-z-]+)\^=\\"([^"\\]+)/gu)) {
    const begins = all.filter((el) => el.getAttribute(name)?.startsWith(text));
    attempt(`beginning ${name}^=${text}`, begins, (changed) => {
      for (const el of changed) el.setAttribute(name, `${NEW}-${el.getAttribute(name).slice(text.length)}`);
    });
  }
  return { changes, unknown, problems };
}
