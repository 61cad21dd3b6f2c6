"""What a page looks like in a longer language: what is cut off, and what nobody can translate."""

import re
from collections.abc import Iterable

from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}

CUT = """
() => {
  const wrong = [];
  const wider = document.documentElement.scrollWidth - window.innerWidth;
  if (wider > 0) wrong.push(`the page scrolls sideways by ${wider} px`);
  for (const one of document.querySelectorAll("body *")) {
    if (!one.clientWidth || one.scrollWidth <= one.clientWidth + 1 || !one.checkVisibility()) continue;
    if (one.closest("svg, [hidden], select, textarea, input")) continue;
    const style = getComputedStyle(one);
    if (style.clipPath !== "none") continue; // there for those who listen
    if (["auto", "scroll"].includes(style.overflowX) || style.textOverflow === "ellipsis") continue;
    const isBox = style.borderRightWidth !== "0px" || style.backgroundColor !== "rgba(0, 0, 0, 0)";
    const cuts = style.overflowX !== "visible";
    if (!cuts && !isBox) continue;
    const by = one.scrollWidth - one.clientWidth;
    wrong.push(`${cuts ? "cuts" : "spills"} ${by} px: <${one.tagName.toLowerCase()} class="${one.getAttribute("class") ?? ""}"> ${one.textContent.trim().slice(0, 80)}`);
  }
  return wrong;
}
"""
"""Boxes whose words do not fit; what scrolls or ends in dots does so on purpose."""

SAID = """
() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('script, style, noscript, code, template, [translate="no"], [name="time_zone"]')) continue;
    if (node.data.trim()) said.push(node.data.trim());
  }
  for (const one of document.querySelectorAll("body *")) {
    for (const { name, value } of one.attributes) {
      const spoken = ["alt", "aria-label", "aria-description", "aria-valuetext", "placeholder", "title"].includes(name);
      if (spoken || (name.startsWith("data-") && name !== "data-fields" && /[a-z] [a-z]/i.test(value))) said.push(value);
    }
  }
  return [document.title, ...said];
}
"""
"""Everything that is shown or read out."""

PLAIN = re.compile(r"\b(?=[A-Za-z]*[aeiouyAEIOUY])[A-Za-z]{2,}\b")
"""A word with a vowel that has no accent was not translated; digits and units have none."""
SOURCE = re.compile(r"\b(?:19|20)\d\d, [A-Z]")
"""A study's authors, year and journal are the same everywhere."""


def cut_off(page: Page) -> list[str]:
    """What does not fit into its box."""
    found: list[str] = page.evaluate(CUT)
    return found


def untranslated(page: Page, *, known: set[str], data: Iterable[str]) -> list[str]:
    """What is said in plain English, but for words ``known`` to be nobody's and the athlete's ``data``."""
    own = re.compile("|".join(map(re.escape, data)))
    texts: list[str] = [own.sub("", text) for text in page.evaluate(SAID)]
    return sorted(
        {
            text[:120]
            for text in texts
            if set(PLAIN.findall(text)) - known and not SOURCE.search(text)
        }
    )
