// Sources cut into pieces, without understanding them: joined again, the pieces are the source.

const token =
  /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*|\s+|\?\?=?|\?\.|=>|\.\.\.|[=!]==?|[<>]=?|&&=?|\|\|=?|[-+*/%&|^]=?|[^]/gu;

export function tokensOf(source) {
  return source.match(token) ?? [];
}

export function linesOf(source) {
  return source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A string that is the same for sources that differ only in names, numbers and white space. */
export function shapeOf(source) {
  return tokensOf(source)
    .filter((text) => !/^\s/.test(text))
    .map((text) => (/^\d/.test(text) ? '0' : /^[A-Za-z_$]/.test(text) && !words.has(text) ? 'x' : text))
    .join(' ');
}

const words = new Set(
  `abstract accessor as assert asserts async await break case catch class const constructor continue debugger declare default delete
  do else enum export extends finally for from function get global if implements import in infer instanceof interface is keyof let
  module namespace never new null of out override package private protected public readonly require return satisfies set static super
  switch this throw try type typeof undefined unique using var void while with yield`.split(/\s+/),
);
