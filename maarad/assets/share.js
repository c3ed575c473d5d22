/** Passing a page on: by the device's own sheet where there is one, by its address copied otherwise. */

const address = () => location.href.split("#")[0];
const share = document.querySelector("[data-share]");
const copy = document.querySelector("[data-copy-link]");

async function pass() {
  if (!navigator.share) return write(share.dataset.shareDone);
  return navigator.share({ title: share.dataset.share, url: address() }).catch(() => {});
}

async function write(done) {
  await navigator.clipboard.writeText(address());
  const toast = Object.assign(document.createElement("p"), { className: "m-toast", textContent: done });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 3000);
}

// Neither is offered on pages opened from a disk or over plain HTTP: the buttons then stay away.
if (share && (navigator.share || (navigator.clipboard && !copy))) {
  share.hidden = false;
  share.addEventListener("click", () => void pass());
}
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", () => void write(copy.dataset.copyLink));
}
