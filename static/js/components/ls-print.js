// <ls-print>: a button that prints the page. Without script the browser's own menu does.

class Print extends HTMLElement {
  connectedCallback() {
    this.onclick = () => print();
  }
}

customElements.define("ls-print", Print);
