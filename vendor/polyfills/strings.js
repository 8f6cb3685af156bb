// String functions that Duktape 2.7 lacks or does differently from what the language asks.

/** JSON.stringify(text) as of ES2019: U+2028 and U+2029 stay raw, a lone surrogate is \udXXX. */
export function quote(text) {
  // Duktape's own is right, and fast, for everything but the ranges below.
  if (!/[\u2028\u2029\ud800-\udfff]/.test(text)) return JSON.stringify(text);
  let result = '"';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let escaped = null;
    if (code === 34 || code === 92 || code < 32) {
      escaped = JSON.stringify(text[i]).slice(1, -1);
    } else if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(i + 1);
      if (code < 0xdc00 && next >= 0xdc00 && next < 0xe000) {
        i++;
      } else {
        escaped = "\\u" + code.toString(16);
      }
    }
    if (escaped !== null) {
      result += text.slice(from, i) + escaped;
      from = i + 1;
    }
  }
  return result + text.slice(from) + '"';
}

/** String.fromCodePoint of one integer >= 0: a surrogate pair, where Duktape's makes one unit. */
export function fromCodePoint(codePoint) {
  if (codePoint > 0x10ffff) throw new RangeError("Invalid code point " + codePoint);
  if (codePoint < 0x10000) return String.fromCharCode(codePoint);
  const rest = codePoint - 0x10000;
  return String.fromCharCode(0xd800 + (rest >> 10), 0xdc00 + (rest & 0x3ff));
}

/** Whether the unit at `index` is one that \s matches (Duktape's \s has U+180E too). */
export function isSpaceAt(text, index) {
  const code = text.charCodeAt(index);
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x1680 &&
      (code === 0x1680 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 ||
        code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff))
  );
}
