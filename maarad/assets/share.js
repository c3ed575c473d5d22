/** The share button of a page: the device's own sheet where there is one, else the address is copied. */

const button = document.querySelector("[data-share]");

async function share() {
  const address = location.href.split("#")[0];
  if (navigator.share) {
    await navigator.share({ title: button.dataset.share, url: address }).catch(() => {});
    return;
  }
  await navigator.clipboard.writeText(address);
  say(button.dataset.shareDone);
}

function say(text) {
  const toast = Object.assign(document.createElement("p"), { className: "m-toast", textContent: text });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 3000);
}

// Neither is offered on pages opened from a disk or over plain HTTP: the button then stays away.
if (button && (navigator.share || navigator.clipboard)) {
  button.hidden = false;
  button.addEventListener("click", () => void share());
}
