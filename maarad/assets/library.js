/** The library's form: narrows the documents that stand on the page, and keeps the choice in its address. */

const form = document.querySelector("[data-library]");
const none = document.querySelector("[data-library-none]");
const kinds = document.querySelector("[data-library-kinds]");
const groups = Array.from(document.querySelectorAll("[data-library-group]"));
const documents = groups.flatMap((group) => Array.from(group.querySelectorAll("li[data-kind]")));

function chosen() {
  return Array.from(new FormData(form)).filter(([, code]) => code);
}

function fits(document, choices, without = "") {
  return choices.every(([facet, code]) => facet === without || document.dataset[facet].split(" ").includes(code));
}

/** Write beside each choice how many documents it would leave, the other choices being as they are. */
function count(choices) {
  for (const select of form.querySelectorAll("select")) {
    const others = documents.filter((document) => fits(document, choices, select.name));
    for (const option of select.querySelectorAll("option[value]:not([value=''])")) {
      const found = others.filter((document) => document.dataset[select.name].split(" ").includes(option.value)).length;
      option.textContent = `${option.dataset.name} (${found})`;
      option.disabled = !found && !option.selected;
    }
  }
}

function show() {
  const choices = chosen();
  for (const document of documents) document.hidden = !fits(document, choices);
  for (const group of groups) group.hidden = !group.querySelector("li[data-kind]:not([hidden])");
  const shown = documents.filter((document) => !document.hidden).length;
  const said = form.querySelector("[data-said]");
  said.textContent = choices.length ? said.dataset.said.replace("{shown}", shown).replace("{total}", documents.length) : "";
  form.querySelector("[type=reset]").hidden = !choices.length;
  none.hidden = shown > 0;
  if (kinds) kinds.hidden = choices.length > 0;
  count(choices);
}

function keep() {
  const asked = new URLSearchParams(chosen()).toString();
  history.replaceState(null, "", location.pathname + (asked ? `?${asked}` : ""));
  show();
}

function read() {
  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll("select")) select.value = asked.get(select.name) ?? "";
  for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
}

if (form) {
  read();
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(keep));
  show();
}
