// <ls-chart>: reading a chart under the finger or with the arrow keys.
// The chart is complete without it; this only points at one workout and says its words.

class Chart extends HTMLElement {
  connectedCallback() {
    this.out = this.querySelector("[data-reading-out]");
    this.cursor = this.querySelector("[data-cursor]");
    this.tell();
    this.points = [...this.querySelectorAll("[data-reading]")].sort(
      (one, other) => parseFloat(one.dataset.at) - parseFloat(other.dataset.at),
    );
    if (!this.out || this.points.length === 0) return;
    this.resting = this.out.textContent;
    this.tabIndex = 0;
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.dataset.label);
    for (const type of ["pointerdown", "pointermove", "pointerleave", "keydown", "blur"]) {
      this.addEventListener(type, this);
    }
  }

  // Dense charts carry their places as a list: hundreds of elements would cost more than all their words.
  tell() {
    const list = this.querySelector("[data-readings]");
    if (!list || list.firstChild) return;
    for (const [at, y, reading] of JSON.parse(list.dataset.readings)) {
      const place = document.createElementNS(list.namespaceURI, "circle");
      Object.entries({ class: "chart-read", cx: `${at}%`, cy: y, r: 7 }).map((pair) => place.setAttribute(...pair));
      Object.assign(place.dataset, { at: `${at}%`, reading });
      list.append(place);
    }
  }

  handleEvent(event) {
    if (event.type === "keydown") this.step(event);
    else if (event.type === "blur") this.rest();
    else if (event.type === "pointerleave") {
      // A finger that lifts leaves its words to be read; the next touch elsewhere takes them away.
      if (event.pointerType === "mouse") this.rest();
    }
    else if (event.target.closest(".chart-svg")) this.point(this.nearest(event.clientX));
  }

  nearest(x) {
    const away = (point) => {
      const box = point.getBoundingClientRect();
      return Math.abs(box.x + box.width / 2 - x);
    };
    return this.points.reduce((best, point) => (away(point) < away(best) ? point : best));
  }

  step(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") this.rest();
    if (!by) return;
    event.preventDefault();
    // Both sides of one workout stand at one place and share their words: one step passes both.
    const places = [...new Set(this.points.map((point) => point.dataset.at))];
    const here = this.read ? places.indexOf(this.read.dataset.at) : by > 0 ? -1 : places.length;
    const next = places[Math.min(places.length - 1, Math.max(0, here + by))];
    this.point(this.points.find((point) => point.dataset.at === next));
  }

  point(point) {
    if (point === this.read) return;
    this.read?.classList.remove("is-read");
    this.read = point;
    point.classList.add("is-read");
    this.cursor?.setAttribute("x1", point.dataset.at);
    this.cursor?.setAttribute("x2", point.dataset.at);
    this.cursor?.classList.add("is-shown");
    this.out.textContent = point.dataset.reading;
  }

  rest() {
    this.read?.classList.remove("is-read");
    this.read = null;
    this.cursor?.classList.remove("is-shown");
    this.out.textContent = this.resting;
  }
}

customElements.define("ls-chart", Chart);
