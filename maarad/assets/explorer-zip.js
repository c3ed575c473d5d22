/** Write a zip archive: stored entries with their CRC-32, every date 1980-01-01; gives bytes, touches no element. */

const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const FIRST_DAY = (1 << 5) | 1; // 1980-01-01 as DOS writes it

/** Give the CRC-32 of bytes. */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff];
  return (crc ^ 0xffffffff) >>> 0;
}

/** Give the bytes of a zip of `files`, {name: text}, in order of name. */
export function makeZip(files) {
  const encoder = new TextEncoder();
  const entries = Object.keys(files).sort().map((name) => {
    const bytes = encoder.encode(files[name]);
    return { name: encoder.encode(name), bytes, crc: crc32(bytes), offset: 0 };
  });
  const parts = [];
  let offset = 0;
  const add = (...pieces) => pieces.forEach((piece) => (parts.push(piece), (offset += piece.length)));
  for (const entry of entries) {
    entry.offset = offset;
    add(fields([LOCAL, 4], ...common(entry)), entry.name, entry.bytes);
  }
  const start = offset;
  for (const entry of entries) {
    // After the common fields: comment, disk, inner and outer attributes, where the entry begins.
    const tail = [[0, 2], [0, 2], [0, 2], [0, 4], [entry.offset, 4]];
    add(fields([CENTRAL, 4], [VERSION, 2], ...common(entry), ...tail), entry.name);
  }
  const count = entries.length;
  add(fields([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [offset - start, 4], [start, 4], [0, 2]));
  return joined(parts, offset);
}

// What both headers of an entry say: version, flags, method, time, date, checksum, two sizes, name, extra.
function common({ name, bytes, crc }) {
  const size = bytes.length;
  return [[VERSION, 2], [UTF8_NAMES, 2], [0, 2], [0, 2], [FIRST_DAY, 2], [crc, 4], [size, 4], [size, 4], [name.length, 2], [0, 2]];
}

function fields(...pairs) {
  const view = new DataView(new ArrayBuffer(pairs.reduce((sum, [, width]) => sum + width, 0)));
  let at = 0;
  for (const [value, width] of pairs) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}

function joined(parts, size) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
