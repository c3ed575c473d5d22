/** The copy buttons of a page: each puts the text of the element it names on the clipboard, and says so. */

const buttons = document.querySelectorAll("[data-copy]");

async function copy(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  const toast = Object.assign(document.createElement("p"), { className: "m-toast", textContent: button.dataset.copyDone });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 3000);
}

// No clipboard on pages opened from a disk or over plain HTTP: the buttons then stay away.
if (navigator.clipboard) {
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}
