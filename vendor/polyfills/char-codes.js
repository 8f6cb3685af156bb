// The UTF-16 units of a string as an array of numbers: reading one costs a quarter of charCodeAt,
// and does not depend on where the non-ASCII characters of the source are (Duktape has to count
// bytes from a remembered place to find a character in such a string).
// Reading past the end gives undefined where charCodeAt gives NaN: both compare the same.

/** Works for well-formed strings and for lone surrogates alike. */
export function charCodesOf(text) {
  const length = text.length;
  let codes;
  if (typeof Uint8Array.allocPlain === "function") {
    // Duktape only: the string's own bytes, CESU-8, by one copy.
    const bytes = Uint8Array.allocPlain(text);
    const byteLength = bytes.length;
    if (byteLength === length) return bytes;
    codes = new Uint16Array(length);
    for (let i = 0, n = 0; i < byteLength; n++) {
      const byte = bytes[i];
      if (byte < 0x80) {
        codes[n] = byte;
        i++;
      } else if (byte < 0xe0) {
        codes[n] = ((byte & 0x1f) << 6) | (bytes[i + 1] & 0x3f);
        i += 2;
      } else {
        codes[n] = ((byte & 0x0f) << 12) | ((bytes[i + 1] & 0x3f) << 6) | (bytes[i + 2] & 0x3f);
        i += 3;
      }
    }
    return codes;
  }
  codes = new Uint16Array(length);
  for (let i = 0; i < length; i++) codes[i] = text.charCodeAt(i);
  return codes;
}
