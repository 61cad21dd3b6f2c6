// News travels between tabs: what one tab logged, the others' charts hear of.
// Pages listen with hx-trigger="levelset:... from:body" and never know where it came from.

const NEWS = ["levelset:lift-set-logged", "levelset:findings-changed"];
const channel = "BroadcastChannel" in window ? new BroadcastChannel("levelset:news") : null;
const heard = new WeakSet();

if (channel) {
  for (const name of NEWS) {
    document.body.addEventListener(name, (event) => {
      // What came from another tab is not sent back: that would echo for ever.
      if (!heard.has(event)) channel.postMessage({ name });
    });
  }
  channel.addEventListener("message", ({ data }) => {
    if (!NEWS.includes(data?.name)) return;
    const event = new CustomEvent(data.name, { bubbles: true, detail: { relayed: true } });
    heard.add(event);
    document.body.dispatchEvent(event);
  });
}
