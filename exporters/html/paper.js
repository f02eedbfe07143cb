// Filters and sorts the list; without it the whole list is there. Computes no number.
for (const table of document.querySelectorAll("table.list")) {
  const words = document.querySelector("main").dataset;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const label = document.createElement("label");
  const field = document.createElement("input");
  const said = document.createElement("span");
  field.type = "search";
  said.setAttribute("role", "status");
  label.append(words.filter + " ", field);
  const line = document.createElement("p");
  line.className = "filter";
  line.append(label, " ", said);
  table.parentElement.before(line);
  field.addEventListener("input", () => {
    const want = field.value.normalize("NFKC").toLowerCase();
    let count = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.normalize("NFKC").toLowerCase().includes(want);
      count += row.hidden ? 0 : 1;
    }
    said.textContent = want === "" ? "" : count + " / " + rows.length + " " + words.shown;
  });
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.title = words.sort + " " + button.textContent;
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up === 1 ? "ascending" : "descending");
      const value = (row) => row.cells[column].dataset.v;
      rows.sort((a, b) =>
        up * (value(a) !== undefined || value(b) !== undefined
          ? Number(value(a) ?? -1) - Number(value(b) ?? -1)
          : a.cells[column].textContent.localeCompare(b.cells[column].textContent, document.documentElement.lang)));
      body.append(...rows);
    });
  });
}
