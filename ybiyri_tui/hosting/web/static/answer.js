// Goes before textual-serve's script: tells it where the survey is, and what to do when it has ended.
"use strict";

(() => {
  const KEYS = { escape: "\x1b", enter: "\r", up: "\x1b[A", down: "\x1b[B" };
  // A terminal has at least 60 columns and 16 rows; a sign is 0.6 times as wide and 1.3 times as high as its font.
  const COLUMNS = 61, ROWS = 17, LARGEST = 18, SMALLEST = 8;
  const Socket = window.WebSocket;
  let open = null;

  function takeKeys() {
    const typed = document.querySelector(".xterm-helper-textarea");
    if (typed) typed.focus();
  }

  function ended() {
    // What stood on the terminal goes with it.
    document.getElementById("terminal").remove();
    document.getElementById("keys").remove();
    document.getElementById("ended").hidden = false;
  }

  function heard(event) {
    if (typeof event.data !== "string") return;
    const [kind, sentence] = JSON.parse(event.data);
    if (kind === "said") document.getElementById("said").textContent = sentence;
  }

  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      open = this;
      this.addEventListener("open", takeKeys);
      this.addEventListener("message", heard);
      this.addEventListener("close", ended);
    }

    send(data) {
      if (this.readyState === Socket.OPEN) super.send(data);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + "/ws";
    const fitting = Math.min(terminal.clientWidth / COLUMNS / 0.6, terminal.clientHeight / ROWS / 1.3, LARGEST);
    terminal.dataset.fontSize = Math.max(SMALLEST, Math.floor(fitting));
    document.getElementById("keys").addEventListener("click", (event) => {
      const sends = KEYS[event.target.dataset.sends];
      if (sends && open) open.send(JSON.stringify(["stdin", sends]));
      takeKeys();
    });
  });
})();
