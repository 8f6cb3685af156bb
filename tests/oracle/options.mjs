// Options of these scripts: --name VALUE for the names given, --name alone where its default is
// false; everything else is a path.
export function parseOptions(argv, defaults) {
  const options = { ...defaults, paths: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i];
    if (!argument.startsWith('--')) {
      options.paths.push(argument);
      continue;
    }
    const name = argument.slice(2);
    if (!(name in defaults)) throw new Error(`unknown option ${argument}`);
    if (defaults[name] === false) {
      options[name] = true;
      continue;
    }
    i += 1;
    if (i === argv.length) throw new Error(`${argument} needs a value`);
    if (typeof defaults[name] === 'number') {
      options[name] = Number(argv[i]);
      if (!Number.isSafeInteger(options[name]) || options[name] < 0) {
        throw new Error(`${argument} needs a whole number, not ${argv[i]}`);
      }
    } else {
      options[name] = argv[i];
    }
  }
  for (const [name, value] of Object.entries(options)) {
    if (value === '') throw new Error(`--${name} is missing`);
  }
  return options;
}
