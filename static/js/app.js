// What every page needs. One custom element a file; a page works without any of it.
import "./components/ls-awake.js";
import "./components/ls-chart.js";
import "./components/ls-dialog.js";
import "./components/ls-elapsed.js";
import "./components/ls-forms.js";
import "./components/ls-live.js";
import "./components/ls-nav.js";
import "./components/ls-op-ids.js";
import "./components/ls-rest.js";
import "./components/ls-set-label.js";
import "./components/ls-stepper.js";
import "./components/ls-sync.js";
import "./components/ls-theme.js";
import "./components/ls-toast.js";
import "./components/ls-time-zone.js";
