// What every page needs. One custom element a file; a page works without any of it.
import "./components/ls-dialog.js";
import "./components/ls-forms.js";
import "./components/ls-live.js";
import "./components/ls-nav.js";
import "./components/ls-stepper.js";
import "./components/ls-theme.js";
import "./components/ls-toast.js";
