/**
 * A total of chosen values, or the reason why there is none. Rows are objects of cells as the CSV has them;
 * `facts` holds {indicators: {"programme.indicator": {measure, aggregation}}, parents: {"programme.place": …}}.
 */

const AXES = ["region", "agency", "sex", "age_band", "milieu"];

/** Give {total, qualifier}, or {reason}; a single value needs neither: {reason: "few"}. */
export function totalOf(rows, facts) {
  const reason = whyNoTotal(rows, facts);
  return reason ? { reason } : { total: sum(rows.map((row) => row.value)), qualifier: rows[0].qualifier };
}

/** Give the code of the first thing that forbids adding these rows up, "" when nothing does. */
export function whyNoTotal(rows, { indicators, parents }) {
  if (rows.length < 2) return "few";
  const same = (column) => rows.every((row) => row[column] === rows[0][column]);
  if (!same("programme")) return "programmes";
  if (!same("indicator")) return "indicators";
  const { measure, aggregation } = indicators[`${rows[0].programme}.${rows[0].indicator}`];
  if (measure !== "unit") return "measure";
  if (aggregation !== "sum") return aggregation;
  if (!same("kind")) return "kinds";
  if (rows.some((row) => row.missing === "suppressed")) return "suppressed";
  if (rows.some((row) => row.value === "")) return "missing";
  if (!same("qualifier")) return "qualifiers";
  return whyNotApart(rows, same, parents);
}

// Apart are: different values of one axis over the same period, or periods of the same slice that follow each other.
function whyNotApart(rows, same, parents) {
  const varying = AXES.filter((axis) => !same(axis));
  const periods = !same("period_start") || !same("period_end");
  if (varying.some((axis) => rows.some((row) => row[axis] === ""))) return "contained";
  if (varying.length + Number(periods) > 1) return "crossed";
  if (rows.some((row) => !row.period_start || !row.period_end)) return "undated";
  if (periods) return periodsOverlap(rows) ? "overlap" : "";
  const axis = varying[0];
  if (!axis || new Set(rows.map((row) => row[axis])).size < rows.length) return "overlap";
  if (axis === "age_band" && agesOverlap(rows)) return "overlap";
  if (axis === "agency" && rows.some((row) => hasParentAmong(row, rows, parents))) return "contained";
  return "";
}

function periodsOverlap(rows) {
  const ordered = [...rows].sort((one, other) => (one.period_start < other.period_start ? -1 : 1));
  return ordered.some((row, at) => at && row.period_start <= ordered[at - 1].period_end);
}

function agesOverlap(rows) {
  const bands = rows.map(({ age_band: band }) => (band.endsWith("+") ? [parseInt(band, 10), Infinity] : band.split("-").map(Number)));
  bands.sort(([one], [other]) => one - other);
  return bands.some(([first], at) => at && first <= bands[at - 1][1]);
}

function hasParentAmong({ programme, agency }, rows, parents) {
  const among = new Set(rows.map((row) => `${programme}.${row.agency}`));
  const seen = new Set();
  for (let place = parents[`${programme}.${agency}`]; place && !seen.has(place); place = parents[place]) {
    if (among.has(place)) return true;
    seen.add(place);
  }
  return false;
}

/** Add decimal numbers up exactly, as they are written. */
export function sum(texts) {
  const places = Math.max(...texts.map((text) => (text.split(".")[1] ?? "").length));
  const scaled = texts.map((text) => text.split(".")).map(([whole, rest = ""]) => BigInt(whole + rest.padEnd(places, "0")));
  const digits = String(scaled.reduce((one, other) => one + other, 0n)).padStart(places + 1, "0");
  return places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits;
}
