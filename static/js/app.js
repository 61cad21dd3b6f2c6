// Every page's elements, one a file; a page works without any of them, but for the log and the player.
// bin/build-scripts.mjs makes one file of all this.
import "./components/ls-awake.js";
import "./components/ls-chart.js";
import "./components/ls-dialog.js";
import "./components/ls-elapsed.js";
import "./components/ls-forms.js";
import "./components/ls-live.js";
import "./components/ls-log.js";
import "./components/ls-nav.js";
import "./components/ls-op-ids.js";
import "./components/ls-player.js";
import "./components/ls-print.js";
import "./components/ls-rest.js";
import "./components/ls-set-label.js";
import "./components/ls-stepper.js";
import "./components/ls-sync.js";
import "./components/ls-theme.js";
import "./components/ls-toast.js";
import "./components/ls-time-zone.js";
import "./offline/ls-attention.js";
import "./offline/ls-kept.js";

// For whoever looks into a running page: its own outbox, not a second one.
export { fold } from "./offline/fold.js";
export { uuid7 } from "./offline/ids.js";
export * as outbox from "./offline/outbox.js";
