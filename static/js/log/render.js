// Templates of the page, filled with plain values, and laid over what is shown.
//
// {name} in a text or an attribute; data-if="name", "!name" or "name=word"; data-each="name", where
// an item's names come before those around it. An attribute that is only {name} goes away for false
// and null; checked="{name}" also compares with the value. 0 is a value, an empty list is none.

const at = (data, path) => path.split(".").reduce((found, name) => found?.[name], data);
const put = (text, data) => text.replace(/\{([\w.]+)\}/g, (_, path) => at(data, path) ?? "");

function holds(data, wanted) {
  const [, not, path, word] = wanted.match(/^(!?)([\w.]+)=?(.*)/);
  const found = at(data, path);
  return !not === (word ? String(found) === word : found === 0 || Boolean(found?.length ?? found));
}

/** Fill a clone of a template's content. */
export function fill(node, data) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE) child.data = put(child.data, data);
    else if (child.nodeType === Node.ELEMENT_NODE) fillOne(child, data);
    else child.remove();
  }
  return node;
}

function fillOne(node, data) {
  const { if: wanted, each } = node.dataset;
  if (wanted && !holds(data, wanted)) return node.remove();
  delete node.dataset.if;
  if (each) {
    delete node.dataset.each;
    for (const item of at(data, each) || []) {
      const one = node.cloneNode(true);
      node.before(one);
      fillOne(one, Object.assign(Object.create(data), item));
    }
    return node.remove();
  }
  // The last of a group is chosen in the clone; given its name so, it would undo the right one.
  node.checked &&= false;
  for (const { name, value } of [...node.attributes]) {
    if (!value.includes("{")) continue;
    const only = value.match(/^\{([\w.]+)\}$/);
    let found = only ? at(data, only[1]) : put(value, data);
    if (name === "checked") node.checked = found = found === true || String(found ?? "") === node.value;
    if (found == null || (found === false && !name.startsWith("aria-"))) node.removeAttribute(name);
    else node.setAttribute(name, found);
  }
  fill(node, data);
}

/** Make the children of `old` those of `fresh`; what has the same id stays the same element. */
export function morph(old, fresh) {
  const wanted = new Set([...fresh.children].map((child) => child.id));
  for (const child of [...old.children]) if (child.id && !wanted.has(child.id)) child.remove();
  let here = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const twin = child.id
      ? [...old.children].find((one) => one.id === child.id)
      : here?.nodeName === child.nodeName && !here.id && here;
    if (!twin) old.insertBefore(child, here);
    else {
      if (twin === here) here = here.nextSibling;
      else old.insertBefore(twin, here);
      adopt(twin, child);
    }
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}

function adopt(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  // What htmx fills and what the reader opened stay as they are.
  if (old.dataset.keep !== undefined) return;
  for (const { name } of [...old.attributes]) {
    if (name !== "open" && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  morph(old, fresh);
  for (const state of ["value", "checked"]) {
    if (state in fresh && old[state] !== fresh[state]) old[state] = fresh[state];
  }
}
